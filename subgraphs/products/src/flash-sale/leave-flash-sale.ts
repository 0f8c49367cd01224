import { announce, inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { findPlaces, lockPlaces, lockSales, movePlaces, saveSale } from './flash-sale.repository.ts';
import type { Place } from './flash-sale.ts';

/**
 * Gives a place up, so that the next one gets it. A place that was ordered, or has ended, stays as it is.
 *
 * @returns the place afterwards; null where the buyer has no such place
 */
export async function leaveFlashSale(
  deps: TransactionDeps,
  { placeId, buyerId }: { readonly placeId: string; readonly buyerId: string },
): Promise<Place | null> {
  return inTransaction(deps, async (tx) => {
    const [found] = await findPlaces(tx, [placeId]);
    if (found?.buyerId !== buyerId) return null;
    const [sale] = await lockSales(tx, [found.saleId]);
    const [place] = await lockPlaces(tx, [placeId]);
    if (!sale || !place || (place.state !== 'HELD' && place.state !== 'WAITING')) return place ?? null;
    const left = { ...place, state: 'LEFT' as const, holdExpiresAt: null, version: place.version + 1 };
    await movePlaces(tx, [left]);
    if (place.state === 'HELD') await saveSale(tx, { ...sale, remaining: sale.remaining + place.quantity });
    announce(tx, sale.id);
    announce(tx, place.id);
    return left;
  });
}
