import type { Page } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { type Queryable, rows } from '@souk/shared/sql';
import type { MovementKind } from './stock.repository.ts';
import type { Warehouse } from './warehouse.repository.ts';

/** An entry of the ledger: units of a variant that came into a warehouse or went. */
export type StockMovement = {
  readonly id: string;
  readonly variantId: string;
  readonly kind: MovementKind;
  readonly delta: number;
  readonly reference: string | null;
  readonly actorId: string | null;
  readonly at: Date;
  readonly warehouse: Warehouse;
};

/** Movements of several variants, newest first, up to `limit + 1` each, beyond one position. */
export async function findMovements(
  db: Queryable,
  variantIds: readonly string[],
  page: Page,
): Promise<StockMovement[]> {
  const [at, id] = positionOf(page);
  const found = await rows<Omit<StockMovement, 'warehouse'> & { w: Warehouse }>(
    db,
    `SELECT m.id::text, m.variant_id AS "variantId", m.kind, m.delta, m.reference, m.actor_id AS "actorId", m.at,
       to_jsonb(w) AS w
     FROM unnest($1::text[]) AS wanted (variant_id), LATERAL (
       SELECT * FROM stock_movements m
       WHERE m.variant_id = wanted.variant_id AND ($3::timestamptz IS NULL OR (m.at, m.id) < ($3, $4::bigint))
       ORDER BY m.at DESC, m.id DESC LIMIT $2
     ) m JOIN warehouses w ON w.id = m.warehouse_id
     ORDER BY m.at DESC, m.id DESC`,
    [variantIds, page.limit + 1, at, id],
  );
  return found.map(({ w: warehouse, ...movement }) => ({ ...movement, warehouse }));
}

/** Sort key values of a movement in its list. */
export function movementPosition({ at, id }: StockMovement): readonly unknown[] {
  return [at.toISOString(), id];
}

function positionOf({ position }: Page): readonly [string | null, string | null] {
  if (!position) return [null, null];
  const [at, id, ...more] = position;
  const isTime = typeof at === 'string' && !Number.isNaN(Date.parse(at));
  if (!isTime || typeof id !== 'string' || !/^\d{1,18}$/.test(id) || more.length > 0) {
    throw codedError('BAD_USER_INPUT', 'The cursor belongs to another list.');
  }
  return [new Date(at).toISOString(), id];
}
