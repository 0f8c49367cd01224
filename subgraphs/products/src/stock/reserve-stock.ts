import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { stockRejected } from '@souk/shared/events/stock-rejected';
import { stockReleased } from '@souk/shared/events/stock-released';
import { stockReserved } from '@souk/shared/events/stock-reserved';
import { createId } from '@souk/shared/ids';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { handOverPlaces, lockOfferedPlaces } from '../flash-sale/order-places.ts';
import { decideReservations, type StockRequest } from './decide-reservations.ts';
import {
  addToLines,
  deleteLines,
  insertReservations,
  lockReservations,
  moveReservations,
  type Reservation,
} from './reservation.repository.ts';
import { changeStock, lockStock } from './stock.repository.ts';

/** A hold lasts this long: time enough for a card's second step, short enough that others get their chance. */
export const holdMs = 15 * 60 * 1000;

/**
 * Holds the goods of orders, each all or nothing, and records the outcomes. It takes a batch, because on a hot SKU
 * the wait for the row is what costs: many requests decided in one transaction cost little more than one.
 * An order that was decided before gets the same answer again; one whose hold has run out is decided anew.
 *
 * @param requests one per order
 * @throws QueryFailedError when the same order is decided elsewhere at this moment; repeat the call
 */
export async function reserveStock(
  tx: EntityManager,
  requests: readonly StockRequest[],
  now: Date,
): Promise<void> {
  const known = await lockReservations(
    tx,
    requests.map((request) => request.orderId),
  );
  const decided = requests.filter(
    (request) => (known.get(request.orderId)?.state ?? 'EXPIRED') !== 'EXPIRED',
  );
  const undecided = requests.filter((request) => !decided.includes(request));
  const replayed = decided.map((request) => toEvent(known.get(request.orderId)!, request, now));
  if (undecided.length === 0) return recordEvents(tx, ...replayed);

  const wanted = undecided.flatMap((request) => request.lines);
  const offered = await lockOfferedPlaces(
    tx,
    wanted.flatMap((line) => line.placeId ?? []),
  );
  const stock = await lockStock(
    tx,
    wanted.filter((line) => line.placeId === undefined).map((line) => line.variantId),
  );
  const decisions = decideReservations(undecided, stock, offered);
  const expiresAt = new Date(now.getTime() + holdMs);
  const outcomes: Reservation[] = decisions.map((decision) => {
    const before = known.get(decision.request.orderId);
    return {
      orderId: decision.request.orderId,
      id: before?.id ?? createId('rsv', now.getTime()),
      state: 'rejection' in decision ? 'REJECTED' : 'HELD',
      releaseReason: null,
      rejection: 'rejection' in decision ? decision.rejection : null,
      expiresAt,
      version: (before?.version ?? 0) + 1,
    };
  });
  const granted = decisions.flatMap((decision) => ('rejection' in decision ? [] : decision));
  const allocated = granted.flatMap(({ request, allocations }) =>
    allocations.map((allocation) => ({ ...allocation, orderId: request.orderId })),
  );
  const taken = granted.flatMap(({ places }) => places);

  const changed = await changeStock(
    tx,
    stock,
    allocated.map((line) => ({ ...line, available: -line.quantity, reserved: line.quantity })),
    { now },
  );
  await insertReservations(
    tx,
    outcomes.filter((outcome) => !known.has(outcome.orderId)),
    now,
  );
  for (const outcome of outcomes.filter(({ orderId }) => known.has(orderId))) {
    await deleteLines(tx, outcome.orderId);
    await moveReservations(
      tx,
      [outcome.orderId],
      { state: outcome.state, expiresAt, ...(outcome.rejection ? { rejection: outcome.rejection } : {}) },
      now,
    );
  }
  await handOverPlaces(tx, taken);
  await addToLines(tx, [
    ...allocated,
    ...taken.flatMap(({ orderId, units }) => units.map((line) => ({ ...line, orderId }))),
  ]);
  const answers = outcomes.map((outcome, index) => toEvent(outcome, undecided[index]!, now));
  await recordEvents(tx, ...replayed, ...answers, ...changed);
}

/** The outcome of a reservation as its order hears it; a repeated question gets it again. */
function toEvent(reservation: Reservation, request: StockRequest, now: Date): EventEnvelope {
  const { orderId, id: reservationId } = reservation;
  const context = {
    aggregateId: orderId,
    aggregateVersion: reservation.version,
    occurredAt: now,
    correlationId: request.correlationId,
  };
  if (reservation.rejection) {
    const { reason, lines } = reservation.rejection;
    return createEvent(stockRejected, context, { orderId, reason, lines: [...lines] });
  }
  if (reservation.state === 'RELEASED') {
    const reason = reservation.releaseReason ?? 'REQUESTED';
    return createEvent(stockReleased, context, { orderId, reservationId, reason });
  }
  const expiresAt = reservation.expiresAt.toISOString();
  return createEvent(stockReserved, context, { orderId, reservationId, expiresAt });
}
