import { createBatcher } from '@souk/shared/batcher';
import { poolOf } from '@souk/shared/data-source';
import { cartCreated } from '@souk/shared/events/cart-created';
import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import { announce, notifyRecorded, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { GuestTokens } from '../guest/guest-tokens.ts';
import { countryCode, optionalKey, parseInput } from '../input.ts';
import { type KeyedRequest, once } from '../keyed-mutation.ts';
import { type Owner, ownerId, ownerOf } from '../owner.ts';
import type { ShopCurrency } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { findCart, insertCarts, type NewCart } from './cart.repository.ts';
import { type Cart, type PricedCart, priceCart } from './cart.ts';

export type CreateCartDeps = TransactionDeps & {
  readonly guests: GuestTokens;
  readonly taxes: TaxProvider;
  readonly currency: ShopCurrency;
};

const createCartInput = z.object({ countryCode, idempotencyKey: optionalKey });

export type CreateCartCaller = {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly correlationId: string | undefined;
};

export type CreateCart = (
  caller: CreateCartCaller,
  input: unknown,
) => Promise<{ readonly cart: PricedCart; readonly guestToken: string | null }>;

/** A cart to be opened, as `createBatcher` takes it. */
type Opening = { readonly subject: string; readonly cart: NewCart; readonly event: EventEnvelope };

/**
 * Opens a cart. A caller without identity becomes a guest and gets the token that proves it; a key means nothing from
 * such a caller, because whoever came with the same one would be handed the token. Carts that are opened at the same
 * moment share one statement.
 */
export function createCreateCart(deps: CreateCartDeps): CreateCart {
  const db = poolOf(deps.dataSource);
  const openTogether = createBatcher<Opening>(async (openings) => {
    const events = openings.map(({ event }) => event);
    await insertCarts(
      db,
      openings.map(({ cart }) => cart),
      events,
    );
    notifyRecorded(deps.signals, events);
  });

  return async ({ viewer, now, correlationId }, input) => {
    const { idempotencyKey: key, ...options } = parseInput(createCartInput, input);
    const known = ownerOf(viewer);
    const guest = known ? null : await deps.guests.issue(now);
    const owner: Owner = known ?? { customerId: null, guestId: guest!.guestId };
    const cart = { id: createId('cart', now.getTime()), ...owner, currency: deps.currency, ...options, now };
    const context = { aggregateId: cart.id, aggregateVersion: 1, occurredAt: now, correlationId };
    const event = createEvent(cartCreated, context, { cartId: cart.id, ...owner });
    if (known && key !== null) {
      const keyed = { operation: 'createCart', callerId: ownerId(owner), key, request: options };
      const { cartId } = await openOnce(deps, keyed, cart, event);
      const found = await findCart(db, owner, cartId);
      if (!found) throw new Error(`cart ${cartId} was opened and is not there`);
      return { cart: priceCart(deps.taxes, found, now), guestToken: null };
    }
    await openTogether({ subject: cart.id, cart, event });
    return { cart: priceCart(deps.taxes, newCart(cart), now), guestToken: guest?.token ?? null };
  };
}

async function openOnce(
  deps: TransactionDeps,
  keyed: KeyedRequest,
  cart: NewCart,
  event: EventEnvelope,
): Promise<{ readonly cartId: string }> {
  const opened = { cartId: cart.id };
  const open = async (tx: EntityManager): Promise<typeof opened> => {
    await insertCarts(tx, [cart], [event]);
    announce(tx, 'outbox');
    announce(tx, cart.id);
    return opened;
  };
  return once(deps, keyed, open, opened);
}

/** A cart as it is when it was just opened. */
function newCart({ now, ...cart }: NewCart): Cart {
  return {
    ...cart,
    status: 'OPEN',
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
}
