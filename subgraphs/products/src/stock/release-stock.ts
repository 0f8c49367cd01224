import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { stockReleased } from '@souk/shared/events/stock-released';
import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { lockSalesOfOrders, returnPlaces } from '../flash-sale/order-places.ts';
import type { OrderRequest } from './commit-stock.ts';
import {
  findLines,
  insertReservations,
  lockExpiredHolds,
  lockReservations,
  moveReservations,
  type Reservation,
} from './reservation.repository.ts';
import { changeStock, lockStock, recordMovements } from './stock.repository.ts';

const expireAtOnce = 200;

/**
 * Frees the goods held for, or sold to, an order. A release that overtook its request is remembered: the request
 * will find the order released.
 */
export async function releaseStock(tx: EntityManager, request: OrderRequest, now: Date): Promise<void> {
  const { orderId, correlationId } = request;
  const reservation = (await lockReservations(tx, [orderId])).get(orderId);
  if (!reservation) {
    const released: Reservation = {
      orderId,
      id: createId('rsv', now.getTime()),
      state: 'RELEASED',
      releaseReason: 'REQUESTED',
      rejection: null,
      expiresAt: now,
      version: 1,
    };
    await insertReservations(tx, [released], now);
    return recordEvents(tx, releasedEvent(released, 'REQUESTED', now, correlationId));
  }
  // Nothing is held for a rejected order, and whoever asks again after a release has had the answer.
  if (reservation.state === 'REJECTED' || reservation.state === 'RELEASED') return;

  const changed = reservation.state === 'EXPIRED' ? [] : await giveBack(tx, [reservation], now);
  await moveReservations(tx, [orderId], { state: 'RELEASED', releaseReason: 'REQUESTED' }, now);
  const after = { ...reservation, version: reservation.version + 1 };
  await recordEvents(tx, releasedEvent(after, 'REQUESTED', now, correlationId), ...changed);
}

/**
 * Frees holds that have run out.
 *
 * @returns how many; as many as `expireAtOnce` means that there may be more
 */
export async function expireReservations(deps: TransactionDeps, now: Date): Promise<number> {
  return inTransaction(deps, async (tx) => {
    const expired = await lockExpiredHolds(tx, now, expireAtOnce);
    if (expired.length === 0) return 0;
    const changed = await giveBack(tx, expired, now);
    await moveReservations(
      tx,
      expired.map((reservation) => reservation.orderId),
      { state: 'EXPIRED', releaseReason: 'EXPIRED' },
      now,
    );
    const events = expired.map((reservation) =>
      releasedEvent({ ...reservation, version: reservation.version + 1 }, 'EXPIRED', now),
    );
    await recordEvents(tx, ...events, ...changed);
    return expired.length;
  });
}

/** Puts held or sold goods back on the shelf. */
async function giveBack(
  tx: EntityManager,
  reservations: readonly Reservation[],
  now: Date,
): Promise<EventEnvelope[]> {
  const orderIds = reservations.map((reservation) => reservation.orderId);
  const ofFlashSales = await lockSalesOfOrders(tx, orderIds);
  const sold = new Set(
    reservations.filter(({ state }) => state === 'COMMITTED').map(({ orderId }) => orderId),
  );
  const lines = await findLines(tx, orderIds);
  const stock = await lockStock(
    tx,
    lines.map((line) => line.variantId),
  );
  const changed = await changeStock(
    tx,
    stock,
    lines.map((line) => ({
      ...line,
      available: line.quantity,
      ...(sold.has(line.orderId) ? { sold: -line.quantity } : { reserved: -line.quantity }),
    })),
    { now },
  );
  await recordMovements(
    tx,
    lines
      .filter((line) => sold.has(line.orderId))
      .map((line) => ({ ...line, kind: 'UNSOLD', delta: line.quantity, reference: line.orderId })),
    now,
  );
  return [...changed, ...(await returnPlaces(tx, ofFlashSales, now))];
}

function releasedEvent(
  reservation: Reservation,
  reason: 'EXPIRED' | 'REQUESTED',
  now: Date,
  correlationId?: string,
): EventEnvelope {
  return createEvent(
    stockReleased,
    {
      aggregateId: reservation.orderId,
      aggregateVersion: reservation.version,
      occurredAt: now,
      correlationId,
    },
    { orderId: reservation.orderId, reservationId: reservation.id, reason },
  );
}
