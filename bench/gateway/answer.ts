import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of the right answer: what every gateway that was measured agrees on. */
export const rightAnswer = 'a177755719';

/** The request that is sent again and again. */
export const requestBody = JSON.stringify({
  query: readFileSync(join(import.meta.dirname, 'workload/query.graphql'), 'utf8'),
});

/**
 * Waits until a gateway answers, and checks its answer.
 *
 * @returns the length of its answer in bytes
 * @throws where the answer is not the right one, or none came in time
 */
export async function checkAnswer(
  name: string,
  url: string,
  headers: readonly string[],
  deadlineMs: number,
): Promise<number> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const text = await ask(url, headers);
    // A gateway may listen before it has reached its subgraphs, and then answers with errors.
    const answer =
      text === undefined ? undefined : (JSON.parse(text) as { data?: unknown; errors?: unknown });
    if (text !== undefined && answer?.data && !answer.errors) {
      const hash = createHash('sha1')
        .update(JSON.stringify(sorted(answer.data)))
        .digest('hex')
        .slice(0, 10);
      if (hash !== rightAnswer) throw new Error(`${name} answers wrongly: ${hash}, not ${rightAnswer}`);
      return Buffer.byteLength(text);
    }
    if (performance.now() > until)
      throw new Error(`${name} gives no answer: ${text?.slice(0, 500) ?? 'none'}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ask(url: string, headers: readonly string[]): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: [...pairs(['content-type', 'application/json', 'accept', 'application/json', ...headers])],
      body: requestBody,
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return response.ok ? text : undefined;
  } catch {
    return undefined;
  }
}

function* pairs(flat: readonly string[]): Iterable<[string, string]> {
  for (let index = 0; index < flat.length; index += 2) yield [flat[index]!, flat[index + 1]!];
}

/** With the keys of every object in order: their order in an answer is not the same for all gateways. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
