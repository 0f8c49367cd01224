import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type Queryable, row, rows } from './sql.ts';

/** Statement that creates the table of keys; a subgraph's migration runs it. */
export const createIdempotencyKeysSql = `CREATE TABLE idempotency_keys (
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
)`;

export type Claim<Result> =
  /** The key is new: do the work, and call `complete` in the same transaction. */
  | { readonly kind: 'claimed'; complete(result: Result): Promise<void> }
  /** The same request was answered before. */
  | { readonly kind: 'replay'; readonly result: Result }
  /** The key was used with another request. */
  | { readonly kind: 'mismatch' };

/**
 * Claims an idempotency key within the transaction that does the work. A second request with the same key waits at
 * the row until the first one has committed, then replays its result; if the first one failed, the second does the work.
 *
 * @param scope operation and caller, so that keys of different people never meet, for example `placeOrder:usr_…`
 * @param request what was asked; compared by content, not by the order of its fields
 * @param knownResult the result where it is known before the work, which saves writing it afterwards
 */
export async function claimIdempotencyKey<Result>(
  tx: EntityManager,
  scope: string,
  key: string,
  request: unknown,
  knownResult?: Result,
): Promise<Claim<Result>> {
  const hash = hashRequest(request);
  const claimed = await row(
    tx,
    `INSERT INTO idempotency_keys (scope, key, request_hash, result) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING key`,
    [scope, key, hash, knownResult === undefined ? null : JSON.stringify(knownResult)],
  );
  if (claimed) {
    return {
      kind: 'claimed',
      async complete(result) {
        if (knownResult !== undefined) return;
        await tx.query('UPDATE idempotency_keys SET result = $3 WHERE scope = $1 AND key = $2', [
          scope,
          key,
          JSON.stringify(result),
        ]);
      },
    };
  }
  const known = await row<{ request_hash: string; result: Result }>(
    tx,
    'SELECT request_hash, result FROM idempotency_keys WHERE scope = $1 AND key = $2',
    [scope, key],
  );
  if (known?.request_hash !== hash) return { kind: 'mismatch' };
  return { kind: 'replay', result: known.result };
}

/**
 * Forgets keys that are older than an instant, some thousands at a time; a request that comes with one of them after that
 * is new. A subgraph that calls this needs an index on created_at.
 *
 * @returns how many were forgotten
 */
export async function forgetIdempotencyKeys(db: Queryable, before: Date): Promise<number> {
  const forgotten = await rows(
    db,
    `DELETE FROM idempotency_keys WHERE (scope, key) IN (
       SELECT scope, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT 5000)
     RETURNING 1`,
    [before],
  );
  return forgotten.length;
}

/** What a key is bound to: a request by its content, not by the order of its fields. */
export function hashRequest(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request, sortKeys)).digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
