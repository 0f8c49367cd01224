import { cartAbandoned } from '@souk/shared/events/cart-abandoned';
import { createEvent } from '@souk/shared/events/define-event';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Cart } from './cart.ts';
import { takeIdleCarts } from './idle-carts.repository.ts';

const batchSize = 200;

/**
 * Tells of carts with goods that nobody has changed for an hour, once for each state that they are left in. Carts that are
 * still in use are looked at again later; workers may run it side by side.
 *
 * @returns how many were told of
 */
export async function announceAbandonedCarts(deps: TransactionDeps, now: Date): Promise<number> {
  let told = 0;
  for (;;) {
    const batch = await inTransaction(deps, async (tx) => {
      const carts = await takeIdleCarts(tx, now, batchSize);
      const abandoned = carts.filter((cart) => cart.isAbandoned).map(({ cart }) => toEvent(cart, now));
      await recordEvents(tx, ...abandoned);
      return { looked: carts.length, told: abandoned.length };
    });
    told += batch.told;
    if (batch.looked < batchSize) return told;
  }
}

function toEvent(cart: Cart, now: Date) {
  const variants = new Map(cart.variants.map((variant) => [variant.id, variant]));
  const lines = cart.lines.flatMap(({ variantId, quantity }) => {
    const variant = variants.get(variantId);
    if (!variant?.sellable) return [];
    const {
      productId,
      sku,
      title,
      variantTitle,
      productSlug,
      imageUrl,
      priceMinor: unitPriceMinor,
    } = variant;
    return [
      { variantId, productId, sku, title, variantTitle, productSlug, imageUrl, quantity, unitPriceMinor },
    ];
  });
  return createEvent(
    cartAbandoned,
    { aggregateId: cart.id, aggregateVersion: cart.version, occurredAt: now },
    {
      cartId: cart.id,
      cartVersion: cart.version,
      customerId: cart.customerId,
      guestId: cart.guestId,
      currency: cart.currency,
      subtotalMinor: lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
      lines,
      lastChangedAt: cart.updatedAt.toISOString(),
    },
  );
}
