/** Bytes of buffers that may pile up. V8 lets them reach 64 MB before it looks. */
const limitBytes = 20 * 1024 * 1024;
const everyMs = 500;

/**
 * Keeps memory low under load. Bodies of requests and answers live in buffers outside the heap; the few that outlive two
 * minor collections are only freed by a full one, which V8 starts when they are 64 MB. Under the benchmark's load that is
 * a third of the process. Here a full collection, of 30 to 40 ms, is asked for at 20 MB: once in some ten thousand
 * operations. Does nothing unless node was started with --expose-gc.
 */
export function startBufferRelief(): void {
  const { gc } = globalThis;
  if (!gc) return;
  setInterval(() => {
    if (process.memoryUsage().arrayBuffers > limitBytes) gc();
  }, everyMs).unref();
}
