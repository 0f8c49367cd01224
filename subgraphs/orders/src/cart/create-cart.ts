import { cartCreated } from '@souk/shared/events/cart-created';
import { createEvent } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { GuestTokens } from '../guest/guest-tokens.ts';
import { countryCode, optionalKey, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { type Owner, ownerId, ownerOf } from '../owner.ts';
import type { ShopCurrency } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { findCart, insertCart } from './cart.repository.ts';
import { type PricedCart, priceCart } from './cart.ts';

export type CreateCartDeps = TransactionDeps & {
  readonly guests: GuestTokens;
  readonly taxes: TaxProvider;
  readonly currency: ShopCurrency;
};

const createCartInput = z.object({ countryCode, idempotencyKey: optionalKey });

/**
 * Opens a cart. A caller without identity becomes a guest and gets the token that proves it; a key means nothing from
 * such a caller, because whoever came with the same one would be handed the token.
 */
export async function createCart(
  deps: CreateCartDeps,
  caller: { readonly viewer: Viewer; readonly now: Date; readonly correlationId: string | undefined },
  input: unknown,
): Promise<{ readonly cart: PricedCart; readonly guestToken: string | null }> {
  const { idempotencyKey: key, ...options } = parseInput(createCartInput, input);
  const { now, correlationId } = caller;
  const known = ownerOf(caller.viewer);
  const guest = known ? null : await deps.guests.issue(now);
  const owner: Owner = known ?? { customerId: null, guestId: guest!.guestId };
  const cart = { id: createId('cart', now.getTime()), ...owner, currency: deps.currency, ...options };
  const open = async (tx: EntityManager): Promise<{ cartId: string }> => {
    await insertCart(tx, { ...cart, now });
    await recordEvents(
      tx,
      createEvent(
        cartCreated,
        { aggregateId: cart.id, aggregateVersion: 1, occurredAt: now, correlationId },
        { cartId: cart.id, ...owner },
      ),
    );
    return { cartId: cart.id };
  };
  if (known && key !== null) {
    const keyed = { operation: 'createCart', callerId: ownerId(owner), key, request: options };
    const { cartId } = await once(deps, keyed, open);
    const found = await findCart(deps.dataSource.manager, owner, cartId);
    if (!found) throw new Error(`cart ${cartId} was opened and is not there`);
    return { cart: priceCart(deps.taxes, found, now), guestToken: null };
  }
  await inTransaction(deps, open);
  const opened = {
    ...cart,
    status: 'OPEN' as const,
    version: 1,
    region: null,
    postalCode: null,
    shippingMethodId: null,
    lines: [],
    variants: [],
    voucherCodes: [],
    promotions: [],
    orderId: null,
    updatedAt: now,
  };
  return { cart: priceCart(deps.taxes, opened, now), guestToken: guest?.token ?? null };
}
