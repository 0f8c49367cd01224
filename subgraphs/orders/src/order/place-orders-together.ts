import { createResultBatcher } from '@souk/shared/batcher';
import { poolOf } from '@souk/shared/data-source';
import { hashRequest } from '@souk/shared/idempotency';
import { notifyRecorded } from '@souk/shared/outbox';
import { findOpenCarts } from '../cart/cart.repository.ts';
import type { Cart } from '../cart/cart.ts';
import { Refused } from '../errors.ts';
import { scopeOf } from '../keyed-mutation.ts';
import { asksWhoBuys } from '../promotion/redeem-promotions.ts';
import { beginOrder, hintsOf } from './change-order.ts';
import { type Checkout, draftOrder, originOf, type PlaceOrderDeps } from './draft-order.ts';
import type { OrderState } from './order-state.ts';
import { insertOrders, type NewOrder } from './write-orders.ts';

type Waiting = {
  /** The cart: two checkouts of one are never in the same batch. */
  readonly subject: string;
  readonly checkout: Checkout;
};

/**
 * Places the orders of checkouts that nothing stands against: one statement reads their carts, one writes their orders
 * where the carts are still what was priced. Checkouts that come while others are written go together.
 *
 * @returns a function that gives the order; undefined where something stands against it, or may: a key or cart that was
 *   used, a refusal, a promotion. It then has written nothing.
 */
export function placeOrdersTogether(
  deps: PlaceOrderDeps,
): (checkout: Checkout) => Promise<OrderState | undefined> {
  const db = poolOf(deps.dataSource);
  const place = createResultBatcher<Waiting, OrderState>(async (batch) => {
    const carts = await findOpenCarts(
      db,
      batch.map(({ checkout }) => checkout.input.cartId),
    );
    const placed = new Map<string, OrderState>();
    const drafts = withoutSameKey(
      batch.flatMap((waiting) => draft(deps, waiting, carts.get(waiting.subject)) ?? []),
    );
    if (drafts.length === 0) return placed;
    const orders = drafts.map(({ order }) => order);
    const written = await insertOrders(db, orders).catch((error: unknown) => {
      // One alone finds out in a transaction of its own what it collided with.
      if (batch.length === 1 && isCollision(error)) return new Set<string>();
      throw error;
    });
    for (const { waiting, order } of drafts) {
      if (!written.has(order.order.id)) continue;
      placed.set(waiting.subject, order.order);
      notifyRecorded(deps.signals, order.events);
      for (const { key, value } of hintsOf(order.order)) deps.signals.notify(key, value);
    }
    return placed;
  });
  return (checkout) => place({ subject: checkout.input.cartId, checkout });
}

type Draft = { readonly waiting: Waiting; readonly order: NewOrder };

/** The same key for two carts at once goes with the first; the other finds it used. */
function withoutSameKey(drafts: readonly Draft[]): readonly Draft[] {
  const byKey = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = JSON.stringify([draft.order.key?.scope, draft.order.key?.key]);
    if (!byKey.has(key)) byKey.set(key, draft);
  }
  return [...byKey.values()];
}

function draft(deps: PlaceOrderDeps, waiting: Waiting, cart: Cart | undefined): Draft | undefined {
  const { checkout } = waiting;
  const { caller, input, keyed } = checkout;
  const isTheirs = cart?.customerId === caller.owner.customerId && cart.guestId === caller.owner.guestId;
  const isExpected = input.expectedVersion === null || input.expectedVersion === cart?.version;
  if (!cart || !isTheirs || !isExpected || asksWhoBuys(cart.promotions)) return undefined;
  try {
    const placed = draftOrder(deps, checkout, cart);
    // A promotion is counted where others may count it at the same time.
    if (placed.discounts.length > 0) return undefined;
    const begun = beginOrder(originOf(deps, caller), placed, input.payment.token);
    const key = { scope: scopeOf(keyed), key: keyed.key, requestHash: hashRequest(keyed.request) };
    return { waiting, order: { ...begun, cartVersion: cart.version, key } };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** A key or number that is taken (unique_violation), or two batches that waited for each other (deadlock_detected). */
function isCollision(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '23505' || code === '40P01';
}
