import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import type { GuestTokens } from '../guest/guest-tokens.ts';
import { expectedVersion, optionalKey, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import {
  type CartChange,
  findActiveCart,
  findCart,
  giveCart,
  lockCart,
  markMerged,
} from './cart.repository.ts';
import {
  type CartLine,
  maximumLines,
  maximumQuantity,
  maximumVouchers,
  type PricedCart,
  priceCart,
} from './cart.ts';
import { replaceLines } from './cart-lines.repository.ts';

export type ClaimCartDeps = TransactionDeps & { readonly guests: GuestTokens; readonly taxes: TaxProvider };

const claimCartInput = z.object({
  cartId: z.string(),
  guestToken: z.string().max(8_192),
  expectedVersion,
  idempotencyKey: optionalKey,
});

type ClaimCaller = { readonly customerId: string; readonly now: Date };

/** A claimed cart, and whether something of the guest's cart found no room in it. */
export type ClaimedCart = { readonly cart: PricedCart; readonly isCut: boolean };

/**
 * Gives a guest's cart to the customer who shows the guest's token. Lines are merged into the customer's open cart if
 * there is one with goods in it; the guest's cart is gone after that. Claiming a cart that is the customer's already
 * answers with it.
 *
 * @throws Refused NOT_FOUND where the token is not valid or the cart is not that guest's, CART_CLOSED
 */
export async function claimCart(
  deps: ClaimCartDeps,
  caller: ClaimCaller,
  input: unknown,
): Promise<ClaimedCart> {
  const { idempotencyKey: key, guestToken, ...request } = parseInput(claimCartInput, input);
  const { customerId, now } = caller;
  const guestId = await deps.guests.verify(guestToken, now);
  if (key === null) return inTransaction(deps, (tx) => claim(deps, tx, caller, guestId, request));
  const keyed = { operation: 'claimCart', callerId: customerId, key, request: { ...request, guestId } };
  let claimed: ClaimedCart | undefined;
  const { cartId } = await once(deps, keyed, async (tx) => {
    claimed = await claim(deps, tx, caller, guestId, request);
    return { cartId: claimed.cart.id };
  });
  if (claimed) return claimed;
  const known = await findCart(deps.dataSource.manager, { customerId, guestId: null }, cartId);
  return known ? { cart: priceCart(deps.taxes, known, now), isCut: false } : refuseCart();
}

function refuseCart(): never {
  return refuse('NOT_FOUND', 'There is no such cart of that guest.', ['cartId']);
}

async function claim(
  deps: ClaimCartDeps,
  tx: EntityManager,
  { customerId, now }: ClaimCaller,
  guestId: string | null,
  { cartId, expectedVersion }: { readonly cartId: string; readonly expectedVersion: number | null },
): Promise<ClaimedCart> {
  const customer = { customerId, guestId: null };
  const guest = { customerId: null, guestId };
  const claimed = guestId === null ? null : await lockCart(tx, guest, cartId);
  if (!claimed) {
    const own = guestId === null ? null : await findCart(tx, customer, cartId);
    return own ? { cart: priceCart(deps.taxes, own, now), isCut: false } : refuseCart();
  }
  if (claimed.status !== 'OPEN') refuse('CART_CLOSED', 'The cart was checked out already.', ['cartId']);
  if (expectedVersion !== null && expectedVersion !== claimed.version) {
    refuse('STALE_VERSION', `The cart is at version ${claimed.version} by now.`, ['expectedVersion']);
  }

  const change = (cart: { id: string }, owner: CartChange['owner']): CartChange => ({
    owner,
    cartId: cart.id,
    expectedVersion: null,
    now,
  });
  const active = await findActiveCart(tx, customerId);
  const kept = active && active.lines.length > 0 ? await lockCart(tx, customer, active.id) : null;
  if (kept?.status !== 'OPEN') {
    const given = await giveCart(tx, change(claimed, guest), customerId);
    return { cart: priceCart(deps.taxes, given!, now), isCut: false };
  }
  const { lines, isCut } = mergeLines(kept.lines, claimed.lines);
  const codes = [...new Set([...kept.voucherCodes, ...claimed.voucherCodes])].slice(0, maximumVouchers);
  await markMerged(tx, change(claimed, guest));
  const merged = await replaceLines(tx, change(kept, customer), lines, codes);
  return { cart: priceCart(deps.taxes, merged!, now), isCut };
}

/** The lines of two carts in one: units of a variant add up, within the limits of a cart. */
export function mergeLines(
  kept: readonly CartLine[],
  added: readonly CartLine[],
): { readonly lines: readonly CartLine[]; readonly isCut: boolean } {
  const lines = [...kept];
  let isCut = false;
  for (const line of added) {
    const index = line.flashSale
      ? -1
      : lines.findIndex((each) => each.variantId === line.variantId && !each.flashSale);
    const units = line.quantity + (lines[index]?.quantity ?? 0);
    if (units > maximumQuantity || (index < 0 && lines.length >= maximumLines)) isCut = true;
    if (index >= 0) lines[index] = { ...lines[index]!, quantity: Math.min(units, maximumQuantity) };
    else if (lines.length < maximumLines) lines.push(line);
  }
  return { lines, isCut };
}
