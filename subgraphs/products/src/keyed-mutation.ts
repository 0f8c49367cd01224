import { claimIdempotencyKey } from '@souk/shared/idempotency';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { refuse, type UserError } from './user-error.ts';

type Outcome = { readonly userErrors: readonly UserError[] };

export type KeyedRequest = {
  /** The operation, for example `adjustStock`. */
  readonly operation: string;
  /** Whose key it is: keys of different callers never meet. */
  readonly callerId: string;
  readonly key: string;
  /** What was asked; the same key with anything else is refused. */
  readonly request: unknown;
  /** What the key is used for, as a refusal names it: `adjustment`. */
  readonly what: string;
};

/**
 * Does the work of a mutation once per idempotency key, in one transaction. The same key and request answers with what
 * the first one came to, refusals included.
 *
 * @param work gives an outcome that holds nothing that changes later, because it is stored with the key
 */
export async function once<Result extends Outcome>(
  deps: TransactionDeps,
  { operation, callerId, key, request, what }: KeyedRequest,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result | Outcome> {
  return inTransaction(deps, async (tx) => {
    const claim = await claimIdempotencyKey<Result>(tx, `${operation}:${callerId}`, key, request);
    if (claim.kind === 'replay') return claim.result;
    if (claim.kind === 'mismatch') {
      return refuse('IDEMPOTENCY_KEY_REUSED', `The key was used for another ${what}.`, 'idempotencyKey');
    }
    const outcome = await work(tx);
    await claim.complete(outcome);
    return outcome;
  });
}
