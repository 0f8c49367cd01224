// Loaded with --import into every process that Souk starts. The launcher holds the other end of our standard
// input and output: when they close because it was killed, we drain as on SIGTERM.
import fs from 'node:fs';

const DRAIN_MS = 5_000;

process.stdin.once('close', () => {
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
});
process.stdin.once('error', () => {});
process.stdin.resume();
// A process that has finished its work must not be kept alive by this watch.
(process.stdin as unknown as { unref?: () => void }).unref?.();

// Nobody reads what is logged from then on. Without this, pino's stream repeats the refused write at exit for ever.
const { writeSync } = fs;
const readerIsGone = new Set(['EPIPE', 'ECONNRESET', 'ENOTCONN', 'EOF']);
fs.writeSync = ((fd: number, data: string | NodeJS.ArrayBufferView, ...rest: never[]) => {
  try {
    return writeSync(fd, data as string, ...rest);
  } catch (error) {
    const isOutput = fd === 1 || fd === 2;
    if (!isOutput || !readerIsGone.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
  }
}) as typeof writeSync;
