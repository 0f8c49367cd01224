import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { FlashSale, Place, PlaceState } from './flash-sale.ts';

const saleColumns = `id, variant_id AS "variantId", seller_id AS "sellerId", price_minor::float AS "priceMinor", currency,
  starts_at AS "startsAt", ends_at AS "endsAt", allocation, remaining, limit_per_buyer AS "limitPerBuyer",
  hold_seconds AS "holdSeconds", waiting_limit AS "waitingLimit", closed_at AS "closedAt", version`;

const placeColumns = `id, sale_id AS "saleId", buyer_id AS "buyerId", idempotency_key AS "idempotencyKey", quantity, state,
  hold_expires_at AS "holdExpiresAt", order_id AS "orderId", version`;

export async function insertSale(tx: EntityManager, sale: FlashSale, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO flash_sales (id, variant_id, seller_id, price_minor, currency, starts_at, ends_at, allocation, remaining,
       limit_per_buyer, hold_seconds, waiting_limit, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[sale.id, sale.variantId, sale.sellerId, sale.priceMinor, sale.currency, sale.startsAt, sale.endsAt],
      ...[sale.allocation, sale.remaining, sale.limitPerBuyer, sale.holdSeconds, sale.waitingLimit, now],
    ],
  );
}

export function findSales(db: Queryable, ids: readonly string[]): Promise<FlashSale[]> {
  return rows(db, `SELECT ${saleColumns} FROM flash_sales WHERE id = ANY($1)`, [ids]);
}

/** Sales of variants that are on or to come, the next to end first. */
export function findCurrentSales(
  db: Queryable,
  variantIds: readonly string[],
  now: Date,
): Promise<FlashSale[]> {
  return rows(
    db,
    `SELECT ${saleColumns} FROM flash_sales WHERE variant_id = ANY($1) AND ends_at > $2 AND closed_at IS NULL
     ORDER BY ends_at, id`,
    [variantIds, now],
  );
}

/** Sales that are on or to come, the next to end first. */
export function listCurrentSales(db: Queryable, now: Date, limit: number): Promise<FlashSale[]> {
  return rows(
    db,
    `SELECT ${saleColumns} FROM flash_sales WHERE closed_at IS NULL AND ends_at > $1 ORDER BY ends_at, id LIMIT $2`,
    [now, limit],
  );
}

/**
 * Locks sales. Everybody who gives or takes places does this first, in the order of their ids, then locks places, then
 * stock.
 */
export function lockSales(tx: EntityManager, ids: readonly string[]): Promise<FlashSale[]> {
  return rows(tx, `SELECT ${saleColumns} FROM flash_sales WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
    [...new Set(ids)],
  ]);
}

/** Sales with something to do by time: holds that have run out, buyers who wait, an end that has passed. */
export async function findSalesToAdvance(db: Queryable, now: Date): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT id FROM flash_sales s WHERE closed_at IS NULL AND (
       ends_at <= $1
       OR EXISTS (SELECT 1 FROM flash_sale_places p WHERE p.sale_id = s.id AND state = 'HELD' AND hold_expires_at <= $1)
       OR EXISTS (SELECT 1 FROM flash_sale_places p WHERE p.sale_id = s.id AND state = 'WAITING'))
     ORDER BY id LIMIT 100`,
    [now],
  );
  return found.map(({ id }) => id);
}

export async function saveSale(
  tx: EntityManager,
  sale: Pick<FlashSale, 'id' | 'remaining' | 'closedAt'>,
): Promise<void> {
  await tx.query(
    'UPDATE flash_sales SET remaining = $2, closed_at = $3, version = version + 1 WHERE id = $1',
    [sale.id, sale.remaining, sale.closedAt],
  );
}

/** The places of buyers in sales, those of the past too. */
export function findPlacesOfBuyers(
  db: Queryable,
  pairs: readonly { readonly saleId: string; readonly buyerId: string }[],
): Promise<Place[]> {
  return rows(
    db,
    `SELECT ${placeColumns} FROM flash_sale_places
     WHERE (sale_id, buyer_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY number`,
    [pairs.map((pair) => pair.saleId), pairs.map((pair) => pair.buyerId)],
  );
}

export function findPlaces(db: Queryable, ids: readonly string[]): Promise<Place[]> {
  return rows(db, `SELECT ${placeColumns} FROM flash_sale_places WHERE id = ANY($1)`, [ids]);
}

export function lockPlaces(tx: EntityManager, ids: readonly string[]): Promise<Place[]> {
  return rows(tx, `SELECT ${placeColumns} FROM flash_sale_places WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
    ids,
  ]);
}

/** Places that orders took. */
export function findPlacesOfOrders(db: Queryable, orderIds: readonly string[]): Promise<Place[]> {
  return rows(
    db,
    `SELECT ${placeColumns} FROM flash_sale_places WHERE order_id = ANY($1) AND state = 'ORDERED' ORDER BY id`,
    [orderIds],
  );
}

/** Those of some orders whose places went to others when their hold had run out. */
export async function findOrdersThatLostPlaces(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set();
  const found = await rows<{ orderId: string }>(
    db,
    `SELECT order_id AS "orderId" FROM flash_sale_places WHERE order_id = ANY($1) AND state = 'RELEASED'`,
    [orderIds],
  );
  return new Set(found.map(({ orderId }) => orderId));
}

/** Places of a sale in a state, in the order in which they were taken. */
export function findPlacesIn(db: Queryable, saleId: string, state: PlaceState): Promise<Place[]> {
  return rows(
    db,
    `SELECT ${placeColumns} FROM flash_sale_places WHERE sale_id = $1 AND state = $2 ORDER BY number`,
    [saleId, state],
  );
}

/** Units held and not ordered, and buyers waiting, of a sale. */
export async function countPlaces(
  db: Queryable,
  saleId: string,
): Promise<{ heldUnits: number; waiting: number }> {
  const counted = await row<{ heldUnits: number; waiting: number }>(
    db,
    `SELECT (SELECT coalesce(sum(quantity), 0)::int FROM flash_sale_places WHERE sale_id = $1 AND state = 'HELD')
         AS "heldUnits",
       (SELECT count(*)::int FROM flash_sale_places WHERE sale_id = $1 AND state = 'WAITING') AS waiting`,
    [saleId],
  );
  return counted!;
}

/** How many buyers wait before a place. */
export async function countBefore(db: Queryable, place: Place): Promise<number> {
  const counted = await row<{ before: number }>(
    db,
    `SELECT count(*)::int AS before FROM flash_sale_places
     WHERE sale_id = $1 AND state = 'WAITING'
       AND number < (SELECT number FROM flash_sale_places WHERE id = $2)`,
    [place.saleId, place.id],
  );
  return counted!.before;
}

export async function insertPlaces(tx: EntityManager, places: readonly Place[], now: Date): Promise<void> {
  if (places.length === 0) return;
  await tx.query(
    `INSERT INTO flash_sale_places (id, sale_id, buyer_id, idempotency_key, quantity, state, hold_expires_at, created_at)
     SELECT p.*, $8 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
       $7::timestamptz[]) AS p`,
    [
      places.map((place) => place.id),
      places.map((place) => place.saleId),
      places.map((place) => place.buyerId),
      places.map((place) => place.idempotencyKey),
      places.map((place) => place.quantity),
      places.map((place) => place.state),
      places.map((place) => place.holdExpiresAt),
      now,
    ],
  );
}

/** Moves places to another state. */
export async function movePlaces(
  tx: EntityManager,
  moves: readonly {
    readonly id: string;
    readonly state: PlaceState;
    readonly holdExpiresAt: Date | null;
    readonly orderId: string | null;
  }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(
    `UPDATE flash_sale_places p SET state = m.state, hold_expires_at = m.hold, order_id = m.order_id,
       version = p.version + 1
     FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) AS m (id, state, hold, order_id)
     WHERE p.id = m.id`,
    [
      moves.map((move) => move.id),
      moves.map((move) => move.state),
      moves.map((move) => move.holdExpiresAt),
      moves.map((move) => move.orderId),
    ],
  );
}
