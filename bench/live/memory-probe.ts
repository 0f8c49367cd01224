/*
 * Loaded into the gateway's process before its own code: tells its memory after a full collection, when asked. The
 * gateway itself knows nothing of it.
 */
export type MemoryReport = NodeJS.MemoryUsage;

process.on('message', (message) => {
  if (message !== 'memory') return;
  for (let time = 0; time < 3; time += 1) globalThis.gc?.();
  // What a collection gives back to the system comes a moment later.
  setTimeout(() => {
    globalThis.gc?.();
    process.send?.(process.memoryUsage());
  }, 500);
});
process.channel?.unref();
