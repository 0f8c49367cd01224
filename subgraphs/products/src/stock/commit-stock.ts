import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { stockCommitFailed } from '@souk/shared/events/stock-commit-failed';
import { stockCommitted } from '@souk/shared/events/stock-committed';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { findOrdersThatLostPlaces } from '../flash-sale/flash-sale.repository.ts';
import {
  findLines,
  lockReservations,
  moveReservations,
  type Reservation,
  type ReservationLine,
} from './reservation.repository.ts';
import { changeStock, lockStock, recordMovements, type StockRow } from './stock.repository.ts';

export type OrderRequest = { readonly orderId: string; readonly correlationId?: string | undefined };

/**
 * Sells the goods held for orders to them. It takes a batch, as `reserveStock` does. A hold that has run out is taken
 * again where its units are still free; where they are not, the order has lost them for good, whatever comes free
 * later. So has one with units of a flash sale: the sale has given them to others, and sells no more than it set aside.
 * Who asks again gets the same answer.
 *
 * @param requests one per order
 */
export async function commitStock(
  tx: EntityManager,
  requests: readonly OrderRequest[],
  now: Date,
): Promise<void> {
  const orderIds = requests.map((request) => request.orderId);
  const reservations = await lockReservations(tx, orderIds);
  const isOpen = ({ orderId }: OrderRequest): boolean =>
    ['HELD', 'EXPIRED'].includes(reservations.get(orderId)?.state ?? '');
  const open = requests.filter(isOpen).map(({ orderId }) => reservations.get(orderId)!);
  const lines =
    open.length > 0
      ? await findLines(
          tx,
          open.map((each) => each.orderId),
        )
      : [];
  const stock =
    lines.length > 0
      ? await lockStock(
          tx,
          lines.map((line) => line.variantId),
        )
      : [];
  const expired = open.filter(({ state }) => state === 'EXPIRED');
  const withoutPlace = await findOrdersThatLostPlaces(
    tx,
    expired.map(({ orderId }) => orderId),
  );
  const lost = findLost(expired, withoutPlace, lines, stock);
  const sold = lines.filter((line) => !lost.has(line.orderId));
  const changed = await changeStock(
    tx,
    stock,
    sold.map((line) => ({
      ...line,
      ...(reservations.get(line.orderId)!.state === 'HELD'
        ? { reserved: -line.quantity }
        : { available: -line.quantity }),
      sold: line.quantity,
    })),
    { now },
  );
  await recordMovements(
    tx,
    sold.map((line) => ({ ...line, kind: 'SOLD', delta: -line.quantity, reference: line.orderId })),
    now,
  );
  const won = open.filter((each) => !lost.has(each.orderId)).map((each) => each.orderId);
  await moveReservations(tx, won, { state: 'COMMITTED' }, now);
  await moveReservations(tx, [...lost], { state: 'RELEASED', releaseReason: 'EXPIRED' }, now);
  const answers = requests.map((request) => {
    const reservation = reservations.get(request.orderId);
    return toAnswer(request, reservation, {
      isOpen: isOpen(request),
      isLost: lost.has(request.orderId),
      now,
    });
  });
  await recordEvents(tx, ...answers, ...changed);
}

/** Orders whose hold has run out and whose units others have by now. One after the other takes what is free. */
function findLost(
  expired: readonly Reservation[],
  withoutPlace: ReadonlySet<string>,
  lines: readonly ReservationLine[],
  stock: readonly StockRow[],
): Set<string> {
  const free = new Map(stock.map((row) => [`${row.variantId} ${row.warehouseId}`, row.available]));
  const freeFor = (line: ReservationLine): number => free.get(`${line.variantId} ${line.warehouseId}`) ?? 0;
  const lost = new Set<string>();
  for (const { orderId } of expired) {
    const wanted = lines.filter((line) => line.orderId === orderId);
    if (!withoutPlace.has(orderId) && wanted.every((line) => freeFor(line) >= line.quantity)) {
      for (const line of wanted) {
        free.set(`${line.variantId} ${line.warehouseId}`, freeFor(line) - line.quantity);
      }
    } else {
      lost.add(orderId);
    }
  }
  return lost;
}

function toAnswer(
  { orderId, correlationId }: OrderRequest,
  reservation: Reservation | undefined,
  { isOpen, isLost, now }: { isOpen: boolean; isLost: boolean; now: Date },
): EventEnvelope {
  const aggregateVersion = (reservation?.version ?? 0) + (isOpen ? 1 : 0);
  const context = { aggregateId: orderId, aggregateVersion, occurredAt: now, correlationId };
  const failed = (reason: 'EXPIRED' | 'RELEASED' | 'UNKNOWN'): EventEnvelope =>
    createEvent(stockCommitFailed, context, { orderId, reason });

  if (!reservation || reservation.state === 'REJECTED') return failed('UNKNOWN');
  if (isLost) return failed('EXPIRED');
  if (reservation.state === 'RELEASED') {
    return failed(reservation.releaseReason === 'EXPIRED' ? 'EXPIRED' : 'RELEASED');
  }
  return createEvent(stockCommitted, context, { orderId, reservationId: reservation.id });
}
