import type { EventEnvelope } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Allocation } from '../stock/decide-reservations.ts';
import {
  addToLines,
  findLines,
  insertReservations,
  moveReservations,
  takeFromLines,
} from '../stock/reservation.repository.ts';
import { changeStock, lockStock, type StockRow } from '../stock/stock.repository.ts';
import type { FlashSale } from './flash-sale.ts';
import { takeUnits } from './take-units.ts';

/**
 * Sets the units of a new sale aside: they are held under the sale's id as an order's would be, but until the sale closes.
 *
 * @param stock locked rows of the variant
 * @returns null where there are not enough
 */
export async function setUnitsAside(
  tx: EntityManager,
  sale: FlashSale,
  stock: readonly StockRow[],
  now: Date,
): Promise<EventEnvelope[] | null> {
  const allocations: Allocation[] = [];
  let missing = sale.allocation;
  for (const row of stock) {
    const quantity = Math.min(missing, row.available);
    missing -= quantity;
    if (quantity > 0) allocations.push({ variantId: row.variantId, warehouseId: row.warehouseId, quantity });
  }
  if (missing > 0) return null;
  const expiresAt = new Date(sale.endsAt.getTime() + sale.holdSeconds * 1000);
  const reservation = { orderId: sale.id, id: createId('rsv', now.getTime()), expiresAt, version: 1 };
  await insertReservations(
    tx,
    [{ ...reservation, state: 'HELD', releaseReason: null, rejection: null }],
    now,
  );
  await addToLines(
    tx,
    allocations.map((line) => ({ ...line, orderId: sale.id })),
  );
  return changeStock(
    tx,
    stock,
    allocations.map((line) => ({ ...line, available: -line.quantity, reserved: line.quantity })),
    { now },
  );
}

/** Puts units of a locked sale back on the shelf. */
export async function putBackUnits(
  tx: EntityManager,
  sale: FlashSale,
  quantity: number,
  now: Date,
): Promise<EventEnvelope[]> {
  if (quantity === 0) return [];
  const stock = await lockStock(tx, [sale.variantId]);
  const taken = takeUnits(await findLines(tx, [sale.id]), quantity);
  await takeFromLines(
    tx,
    taken.map((line) => ({ ...line, orderId: sale.id })),
  );
  return changeStock(
    tx,
    stock,
    taken.map((line) => ({ ...line, available: line.quantity, reserved: -line.quantity })),
    { now },
  );
}

/** Ends the hold of a sale that has no units any more. */
export async function endHold(tx: EntityManager, sale: FlashSale, now: Date): Promise<void> {
  await moveReservations(tx, [sale.id], { state: 'RELEASED', releaseReason: 'REQUESTED' }, now);
}
