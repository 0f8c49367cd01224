import { backInStockAlertDue } from '@souk/shared/events/back-in-stock-alert-due';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent } from '@souk/shared/events/define-event';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { findProducts } from '../product/product.repository.ts';
import { VariantEntity } from '../product/variant.entity.ts';
import { findAvailability } from '../stock/stock.repository.ts';
import { takeAlerts } from './back-in-stock-alert.repository.ts';

/** Events that are written in one statement. */
const chunk = 1_000;

/**
 * Tells everybody who waits for a variant that it can be had, each in an event of its own. Where it is gone again, or not on
 * sale, they keep waiting.
 */
export async function raiseBackInStockAlerts(
  tx: EntityManager,
  event: SoukEvent<'BackInStock'>,
  now: Date,
): Promise<void> {
  const { variantId } = event.data;
  const variant = await tx.getRepository(VariantEntity).findOneBy({ id: variantId });
  const [product] = variant ? await findProducts(tx, [variant.productId]) : [];
  const [stock] = await findAvailability(tx, [variantId]);
  if (!variant || product?.status !== 'ACTIVE' || !stock?.available) return;
  const alerts = await takeAlerts(tx, variantId);
  const events = alerts.map(({ id: alertId, customerId, guestId, email, locale }) =>
    createEvent(
      backInStockAlertDue,
      { aggregateId: alertId, aggregateVersion: 1, occurredAt: now, correlationId: event.correlationid },
      {
        alertId,
        variantId,
        productId: product.id,
        sku: variant.sku,
        title: product.title,
        variantTitle: variant.title,
        productSlug: product.slug,
        imageUrl: (product.media[variant.mediaIndex ?? 0] ?? product.media[0])?.url ?? null,
        priceMinor: variant.priceMinor,
        currency: product.currency,
        customerId,
        guestId,
        email,
        locale,
      },
    ),
  );
  for (let start = 0; start < events.length; start += chunk) {
    await recordEvents(tx, ...events.slice(start, start + chunk));
  }
}
