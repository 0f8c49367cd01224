import { createEvent } from '@souk/shared/events/define-event';
import { stockCommitFailed } from '@souk/shared/events/stock-commit-failed';
import { stockCommitted } from '@souk/shared/events/stock-committed';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { findLines, lockReservations, moveReservations, type Reservation } from './reservation.repository.ts';
import { changeStock, lockStock, recordMovements, type StockRow } from './stock.repository.ts';

export type OrderRequest = { readonly orderId: string; readonly correlationId?: string | undefined };

/**
 * Sells the goods held for an order to it. A hold that has run out is taken again where its units are still free;
 * where they are not, the order has lost them for good, whatever comes free later.
 */
export async function commitStock(tx: EntityManager, request: OrderRequest, now: Date): Promise<void> {
  const { orderId } = request;
  const reservation = (await lockReservations(tx, [orderId])).get(orderId);
  const context = (version: number): Parameters<typeof createEvent>[1] => ({
    aggregateId: orderId,
    aggregateVersion: version,
    occurredAt: now,
    correlationId: request.correlationId,
  });
  const fail = (version: number, reason: 'EXPIRED' | 'RELEASED' | 'UNKNOWN'): Promise<void> =>
    recordEvents(tx, createEvent(stockCommitFailed, context(version), { orderId, reason }));
  const committed = (found: Reservation, version: number): ReturnType<typeof createEvent> =>
    createEvent(stockCommitted, context(version), { orderId, reservationId: found.id });

  if (!reservation || reservation.state === 'REJECTED') return fail(reservation?.version ?? 0, 'UNKNOWN');
  if (reservation.state === 'COMMITTED') return recordEvents(tx, committed(reservation, reservation.version));
  if (reservation.state === 'RELEASED') {
    return fail(reservation.version, reservation.releaseReason === 'EXPIRED' ? 'EXPIRED' : 'RELEASED');
  }

  const lines = await findLines(tx, [orderId]);
  const stock = await lockStock(
    tx,
    lines.map((line) => line.variantId),
  );
  const version = reservation.version + 1;
  const held = reservation.state === 'HELD';
  if (!held && !lines.every((line) => isFree(stock, line))) {
    await moveReservations(tx, [orderId], { state: 'RELEASED', releaseReason: 'EXPIRED' }, now);
    return fail(version, 'EXPIRED');
  }
  const changed = await changeStock(
    tx,
    stock,
    lines.map((line) => ({
      ...line,
      ...(held ? { reserved: -line.quantity } : { available: -line.quantity }),
      sold: line.quantity,
    })),
    { now, correlationId: request.correlationId },
  );
  await recordMovements(
    tx,
    lines.map((line) => ({ ...line, kind: 'SOLD', delta: -line.quantity, reference: orderId })),
    now,
  );
  await moveReservations(tx, [orderId], { state: 'COMMITTED' }, now);
  await recordEvents(tx, committed(reservation, version), ...changed);
}

function isFree(
  stock: readonly StockRow[],
  line: { readonly variantId: string; readonly warehouseId: string; readonly quantity: number },
): boolean {
  const row = stock.find(
    (each) => each.variantId === line.variantId && each.warehouseId === line.warehouseId,
  );
  return row !== undefined && row.available >= line.quantity;
}
