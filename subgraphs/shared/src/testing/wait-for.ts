/**
 * Waits until a condition holds: asks again and again until it answers something other than undefined, null or
 * false, and returns that.
 *
 * @throws Error with the last failure when it takes longer than `timeoutMs`
 */
export async function waitFor<Result>(
  condition: () => Promise<Result> | Result,
  options: { readonly timeoutMs?: number; readonly what?: string } = {},
): Promise<NonNullable<Exclude<Result, false>>> {
  const { timeoutMs = 20_000, what = 'the condition' } = options;
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      const result = await condition();
      if (result !== undefined && result !== null && result !== false) {
        return result as NonNullable<Exclude<Result, false>>;
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`${what} did not come true within ${timeoutMs} ms`, { cause: lastError });
}
