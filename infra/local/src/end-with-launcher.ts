// Loaded with --import into every process that Souk starts. The launcher holds the other end of our standard
// input: when it closes, for a stop or because the launcher was killed, we drain as on SIGTERM.
const DRAIN_MS = 5_000;

process.stdin.once('close', () => {
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
});
process.stdin.once('error', () => {});
process.stdin.resume();
// A process that has finished its work must not be kept alive by this watch.
(process.stdin as unknown as { unref?: () => void }).unref?.();
