import { poolOf } from '@souk/shared/data-source';
import type { TransactionDeps } from '@souk/shared/outbox';
import { Refused } from '../errors.ts';
import { optionalKey, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { ownerId } from '../owner.ts';
import { findCart } from './cart.repository.ts';
import { priceCart } from './cart.ts';
import type { Caller, CartDeps, CartOutcome } from './change-cart.ts';

export type CartMutation = {
  /** Its name in the schema. */
  readonly operation: string;
  readonly input: { readonly cartId: string; readonly idempotencyKey?: string | null };
  readonly change: (deps: CartDeps, caller: Caller, input: unknown) => Promise<CartOutcome>;
};

/**
 * Changes a cart: by the change's own statement where the caller gives no key, else in a transaction with the key, and
 * once for each key. A key seen before is answered with the cart as it is now.
 *
 * @throws Refused IDEMPOTENCY_KEY_REUSED, and whatever the change throws
 */
export async function changeCartOnce(
  deps: TransactionDeps & Omit<CartDeps, 'db'>,
  caller: Caller,
  { operation, input, change }: CartMutation,
): Promise<CartOutcome> {
  const { idempotencyKey, ...request } = input;
  const db = poolOf(deps.dataSource);
  const key = parseInput(optionalKey, idempotencyKey);
  if (key === null) return change({ ...deps, db }, caller, request);

  let outcome: CartOutcome | undefined;
  try {
    const keyed = { operation, callerId: ownerId(caller.owner), key, request };
    await once(deps, keyed, async (tx) => {
      outcome = await change({ ...deps, db: tx }, caller, request);
      // Rolls the key back too: what was refused can be sent again.
      if (outcome.userErrors.length > 0) throw new Refused([...outcome.userErrors]);
      return { cartId: request.cartId };
    });
  } catch (error) {
    if (error instanceof Refused && outcome) return outcome;
    throw error;
  }
  if (outcome) return outcome;
  const cart = await findCart(db, caller.owner, request.cartId);
  return { cart: cart && priceCart(deps.taxes, cart, caller.now), userErrors: [] };
}
