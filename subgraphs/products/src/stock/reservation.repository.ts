import { type Queryable, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { Allocation, Rejection } from './decide-reservations.ts';

/**
 * HELD -> COMMITTED | EXPIRED | RELEASED; EXPIRED -> HELD (asked again) | COMMITTED (units still free) | RELEASED;
 * COMMITTED -> RELEASED. REJECTED and RELEASED are final. RELEASED without lines remembers a release that came
 * before the request, so that a cancelled order never holds anything.
 */
export type ReservationState = 'HELD' | 'COMMITTED' | 'EXPIRED' | 'RELEASED' | 'REJECTED';

export type Reservation = {
  readonly orderId: string;
  readonly id: string;
  readonly state: ReservationState;
  readonly releaseReason: 'EXPIRED' | 'REQUESTED' | null;
  readonly rejection: Rejection | null;
  readonly expiresAt: Date;
  readonly version: number;
};

export type ReservationLine = Allocation & { readonly orderId: string };

const columns = `order_id AS "orderId", id, state, release_reason AS "releaseReason", rejection,
  expires_at AS "expiresAt", version`;

/** Locks the reservations of orders; always before their stock. */
export async function lockReservations(
  tx: EntityManager,
  orderIds: readonly string[],
): Promise<Map<string, Reservation>> {
  const found = await rows<Reservation>(
    tx,
    `SELECT ${columns} FROM reservations WHERE order_id = ANY($1) ORDER BY order_id FOR UPDATE`,
    [orderIds],
  );
  return new Map(found.map((reservation) => [reservation.orderId, reservation]));
}

/**
 * Locks holds of orders that have run out, passing over those somebody works on. Units of a flash sale, which are held
 * under its id, are the sale's until it has closed: it alone knows how many of them buyers have places for.
 */
export async function lockExpiredHolds(tx: EntityManager, now: Date, limit: number): Promise<Reservation[]> {
  return rows(
    tx,
    `SELECT ${columns} FROM reservations r WHERE state = 'HELD' AND expires_at <= $1
       AND NOT EXISTS (SELECT FROM flash_sales f WHERE f.id = r.order_id)
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [now, limit],
  );
}

export async function findLines(db: Queryable, orderIds: readonly string[]): Promise<ReservationLine[]> {
  return rows(
    db,
    `SELECT order_id AS "orderId", variant_id AS "variantId", warehouse_id AS "warehouseId", quantity
     FROM reservation_lines WHERE order_id = ANY($1) ORDER BY order_id, variant_id, warehouse_id`,
    [orderIds],
  );
}

/**
 * Writes new reservations in one statement.
 *
 * @throws QueryFailedError where another process wrote one of the same order meanwhile: the delivery is repeated, and
 *   replays that outcome
 */
export async function insertReservations(
  tx: EntityManager,
  reservations: readonly Reservation[],
  now: Date,
): Promise<void> {
  if (reservations.length === 0) return;
  await tx.query(
    `INSERT INTO reservations (order_id, id, state, release_reason, rejection, expires_at, created_at, updated_at)
     SELECT r.*, $7, $7
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[]) AS r`,
    [
      reservations.map((reservation) => reservation.orderId),
      reservations.map((reservation) => reservation.id),
      reservations.map((reservation) => reservation.state),
      reservations.map((reservation) => reservation.releaseReason),
      reservations.map((reservation) => reservation.rejection && JSON.stringify(reservation.rejection)),
      reservations.map((reservation) => reservation.expiresAt),
      now,
    ],
  );
}

/** Adds units to the lines of reservations; lines that are not there are made. */
export async function addToLines(tx: EntityManager, lines: readonly ReservationLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO reservation_lines AS l (order_id, variant_id, warehouse_id, quantity)
     SELECT order_id, variant_id, warehouse_id, sum(quantity)::int
     FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS a (order_id, variant_id, warehouse_id, quantity)
     GROUP BY order_id, variant_id, warehouse_id
     ON CONFLICT (order_id, variant_id, warehouse_id) DO UPDATE SET quantity = l.quantity + excluded.quantity`,
    columnsOf(lines),
  );
}

/** Takes units out of the lines of reservations; a line that has none left goes. */
export async function takeFromLines(tx: EntityManager, lines: readonly ReservationLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `WITH taken AS (
       SELECT order_id, variant_id, warehouse_id, sum(quantity)::int AS quantity
       FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS t (order_id, variant_id, warehouse_id, quantity)
       GROUP BY order_id, variant_id, warehouse_id
     ), emptied AS (
       DELETE FROM reservation_lines l USING taken t
       WHERE (l.order_id, l.variant_id, l.warehouse_id, l.quantity) = (t.order_id, t.variant_id, t.warehouse_id, t.quantity)
     )
     UPDATE reservation_lines l SET quantity = l.quantity - t.quantity FROM taken t
     WHERE (l.order_id, l.variant_id, l.warehouse_id) = (t.order_id, t.variant_id, t.warehouse_id)
       AND l.quantity <> t.quantity`,
    columnsOf(lines),
  );
}

function columnsOf(lines: readonly ReservationLine[]): unknown[] {
  return [
    lines.map((line) => line.orderId),
    lines.map((line) => line.variantId),
    lines.map((line) => line.warehouseId),
    lines.map((line) => line.quantity),
  ];
}

export async function deleteLines(tx: EntityManager, orderId: string): Promise<void> {
  await tx.query('DELETE FROM reservation_lines WHERE order_id = $1', [orderId]);
}

/** Moves locked reservations to another state; their version goes up by one. */
export async function moveReservations(
  tx: EntityManager,
  orderIds: readonly string[],
  to: {
    readonly state: ReservationState;
    readonly releaseReason?: 'EXPIRED' | 'REQUESTED';
    readonly rejection?: Rejection;
    readonly expiresAt?: Date;
  },
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.query(
    `UPDATE reservations SET state = $2, release_reason = $3, rejection = $4,
       expires_at = coalesce($5, expires_at), version = version + 1, updated_at = $6
     WHERE order_id = ANY($1)`,
    [
      orderIds,
      to.state,
      to.releaseReason ?? null,
      to.rejection ? JSON.stringify(to.rejection) : null,
      to.expiresAt ?? null,
      now,
    ],
  );
}
