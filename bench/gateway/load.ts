import { Pool } from 'undici';
import { percentiles } from '../measure/latency.ts';

export type LoadResult = {
  readonly operations: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not 200, or not as long as the checked one. */
  readonly wrong: number;
};

export type LoadOptions = {
  readonly url: string;
  readonly body: string;
  readonly connections: number;
  /** Length in bytes of a right answer. */
  readonly answerBytes: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Gives every request an authorization header of its own. */
  readonly uniqueIdentity: boolean;
} & ({ readonly seconds: number } | { readonly operations: number });

let identities = 0;

/** A closed loop: each connection sends its next request when it has its answer, for a time or a number of operations. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { origin, pathname, hostname } = new URL(options.url);
  if (hostname !== '127.0.0.1') throw new Error('load goes to this machine only');
  const pool = new Pool(origin, { connections: options.connections, pipelining: 1 });
  const limit = 'operations' in options ? options.operations : Number.POSITIVE_INFINITY;
  const startedAt = performance.now();
  const endAt = 'seconds' in options ? startedAt + options.seconds * 1_000 : Number.POSITIVE_INFINITY;
  // A million durations would weigh on this process: of long runs every hundredth is kept.
  const keepEvery = limit > 100_000 && limit !== Number.POSITIVE_INFINITY ? 100 : 1;
  const durations: number[] = [];
  let started = 0;
  let finished = 0;
  let wrong = 0;

  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sentAt = performance.now();
      let status = 0;
      let bytes = 0;
      const headers = ['content-type', 'application/json', 'accept', 'application/json', ...options.headers];
      if (options.uniqueIdentity) {
        identities += 1;
        headers.push('authorization', `Bearer viewer-${identities}`);
      }
      pool.dispatch(
        { path: pathname, method: 'POST', body: options.body, headers },
        {
          onRequestStart: () => {},
          onResponseStart: (_controller, statusCode) => {
            status = statusCode;
          },
          onResponseData: (_controller, chunk) => {
            bytes += chunk.length;
          },
          onResponseEnd: () => {
            finished += 1;
            if (finished % keepEvery === 0) durations.push(performance.now() - sentAt);
            if (status !== 200 || bytes !== options.answerBytes) wrong += 1;
            resolve();
          },
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
  const connection = async (): Promise<void> => {
    while (started < limit && performance.now() < endAt) {
      started += 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: options.connections }, connection));
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.close();
  const { p50, p99 } = percentiles(durations);
  return { operations: finished, seconds, p50, p99, wrong };
}
