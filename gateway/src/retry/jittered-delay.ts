/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound, and at random between half of
 * that and all of it, so that those who lost the same server do not come back in step ("equal jitter", M. Brooker,
 * "Exponential Backoff And Jitter", AWS 2015).
 *
 * @param failures attempts that have failed before; 0 waits about `baseMs`
 */
export function jitteredDelayMs(
  failures: number,
  { baseMs, maxMs }: { readonly baseMs: number; readonly maxMs: number },
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(failures, 16));
  return ceiling * (0.5 + Math.random() / 2);
}
