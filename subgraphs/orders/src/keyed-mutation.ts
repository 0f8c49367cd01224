import { claimIdempotencyKey } from '@souk/shared/idempotency';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { refuse } from './errors.ts';

export type KeyedRequest = {
  /** The operation, for example `placeOrder`. */
  readonly operation: string;
  /** Whose key it is: keys of different callers never meet. */
  readonly callerId: string;
  readonly key: string;
  /** What was asked; the same key with anything else is refused. */
  readonly request: unknown;
};

/** Where the key of a request is known: with this operation, for this caller. */
export function scopeOf({ operation, callerId }: Pick<KeyedRequest, 'operation' | 'callerId'>): string {
  return `${operation}:${callerId}`;
}

/** How long a key is remembered: longer than anybody tries again. */
export const keyLifetimeMs = 3 * 86_400_000;

/**
 * Does the work of a mutation once per idempotency key, in one transaction. The same key and request answers with what
 * the first one made. A refusal rolls back the key too: what was refused can be mended and sent again with the same key.
 *
 * @param knownResult what `work` will answer, where that is known before, which saves writing it afterwards
 * @throws Refused IDEMPOTENCY_KEY_REUSED, and whatever `work` refuses
 */
export async function once<Result>(
  deps: TransactionDeps,
  { key, request, ...whose }: KeyedRequest,
  work: (tx: EntityManager) => Promise<Result>,
  knownResult?: Result,
): Promise<Result> {
  return inTransaction(deps, async (tx) => {
    const claim = await claimIdempotencyKey<Result>(tx, scopeOf(whose), key, request, knownResult);
    if (claim.kind === 'replay') return claim.result;
    if (claim.kind === 'mismatch') {
      return refuse('IDEMPOTENCY_KEY_REUSED', 'The key was used before with another request.', [
        'idempotencyKey',
      ]);
    }
    const result = await work(tx);
    await claim.complete(result);
    return result;
  });
}
