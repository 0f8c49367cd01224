import { cartCreated } from '@souk/shared/events/cart-created';
import { createEvent } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import { z } from 'zod';
import type { GuestTokens } from '../guest/guest-tokens.ts';
import { countryCode, parseInput } from '../input.ts';
import { type Owner, ownerOf } from '../owner.ts';
import type { ShopCurrency } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { insertCart } from './cart.repository.ts';
import { type PricedCart, priceCart } from './cart.ts';

export type CreateCartDeps = TransactionDeps & {
  readonly guests: GuestTokens;
  readonly taxes: TaxProvider;
  readonly currency: ShopCurrency;
};

const createCartInput = z.object({
  countryCode,
});

/** Opens a cart. A caller without identity becomes a guest and gets the token that proves it. */
export async function createCart(
  deps: CreateCartDeps,
  caller: { readonly viewer: Viewer; readonly now: Date; readonly correlationId: string | undefined },
  input: unknown,
): Promise<{ readonly cart: PricedCart; readonly guestToken: string | null }> {
  const options = parseInput(createCartInput, input);
  const { now, correlationId } = caller;
  const known = ownerOf(caller.viewer);
  const guest = known ? null : await deps.guests.issue(now);
  const owner: Owner = known ?? { customerId: null, guestId: guest!.guestId };
  const cart = { id: createId('cart', now.getTime()), ...owner, currency: deps.currency, ...options };
  await inTransaction(deps, async (tx) => {
    await insertCart(tx, { ...cart, now });
    await recordEvents(
      tx,
      createEvent(
        cartCreated,
        { aggregateId: cart.id, aggregateVersion: 1, occurredAt: now, correlationId },
        { cartId: cart.id, ...owner },
      ),
    );
  });
  const opened = {
    ...cart,
    status: 'OPEN' as const,
    version: 1,
    region: null,
    postalCode: null,
    shippingMethodId: null,
    lines: [],
    variants: [],
    orderId: null,
    updatedAt: now,
  };
  return { cart: priceCart(deps.taxes, opened), guestToken: guest?.token ?? null };
}
