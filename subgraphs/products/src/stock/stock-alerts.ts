import { backInStock } from '@souk/shared/events/back-in-stock';
import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { stockLow } from '@souk/shared/events/stock-low';

/** Variants without a threshold of their own are low at so many units. */
export const defaultLowStockThreshold = 5;

/** A variant's availability over all warehouses, before and after a change. */
export type AvailabilityChange = {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly sellerId: string | null;
  readonly lowStockThreshold: number | null;
  readonly version: number;
  readonly before: number;
  readonly after: number;
};

/** What people call a variant. */
export type VariantNames = { readonly title: string; readonly variantTitle: string };

/** Whether stock fell to its threshold or below. */
export function becomesLow(change: AvailabilityChange): boolean {
  const threshold = thresholdOf(change);
  return change.before > threshold && change.after <= threshold;
}

function thresholdOf({ lowStockThreshold }: AvailabilityChange): number {
  return lowStockThreshold ?? defaultLowStockThreshold;
}

/**
 * What to tell of a change: that stock fell to its threshold or below, or rose from nothing; once per crossing.
 *
 * @param names of variants that become low
 */
export function stockAlerts(
  change: AvailabilityChange,
  names: ReadonlyMap<string, VariantNames>,
  occasion: { readonly now: Date; readonly correlationId?: string | undefined },
): EventEnvelope[] {
  const { variantId, productId, sku, sellerId, before, after } = change;
  const context = {
    aggregateId: variantId,
    aggregateVersion: change.version,
    occurredAt: occasion.now,
    correlationId: occasion.correlationId,
  };
  if (becomesLow(change)) {
    const low = { variantId, productId, sku, sellerId, available: after, threshold: thresholdOf(change) };
    return [createEvent(stockLow, context, { ...low, ...names.get(variantId) })];
  }
  if (before === 0 && after > 0) {
    return [createEvent(backInStock, context, { variantId, productId, sku, available: after })];
  }
  return [];
}
