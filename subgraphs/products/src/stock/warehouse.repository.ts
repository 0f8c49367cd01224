import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';

/** Where goods lie. Those of a lower priority number are taken from first. */
export type Warehouse = { readonly id: string; readonly name: string; readonly priority: number };

/** A variant's units in a warehouse. */
export type StockLevel = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly warehousePriority: number;
  readonly available: number;
  readonly reserved: number;
};

/** All warehouses, in the order in which they are taken from. */
export function listWarehouses(db: Queryable): Promise<Warehouse[]> {
  return rows(db, 'SELECT id, name, priority FROM warehouses ORDER BY priority, id LIMIT 1000');
}

export function findWarehouse(db: Queryable, id: string): Promise<Warehouse | null> {
  return row(db, 'SELECT id, name, priority FROM warehouses WHERE id = $1', [id]);
}

export async function insertWarehouse(tx: EntityManager, warehouse: Warehouse): Promise<void> {
  await tx.query('INSERT INTO warehouses (id, name, priority) VALUES ($1, $2, $3)', [
    warehouse.id,
    warehouse.name,
    warehouse.priority,
  ]);
}

/** Changes what is given of a warehouse; null where there is none of that id. */
export async function updateWarehouse(
  db: EntityManager,
  id: string,
  change: { readonly name: string | null; readonly priority: number | null },
): Promise<Warehouse | null> {
  const [changed] = (await db.query(
    `UPDATE warehouses SET name = coalesce($2, name), priority = coalesce($3, priority)
     WHERE id = $1 RETURNING id, name, priority`,
    [id, change.name, change.priority],
  )) as [Warehouse[], number];
  return changed[0] ?? null;
}

/** Opens the stock of a variant in a warehouse, with nothing in it, unless it is open. */
export async function openStockLevel(
  tx: EntityManager,
  place: { readonly variantId: string; readonly warehouseId: string },
  now: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO stock (variant_id, warehouse_id, updated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [place.variantId, place.warehouseId, now],
  );
}

/** What each warehouse has of variants. */
export function findStockLevels(db: Queryable, variantIds: readonly string[]): Promise<StockLevel[]> {
  return rows(
    db,
    `SELECT s.variant_id AS "variantId", s.warehouse_id AS "warehouseId", w.name AS "warehouseName",
       w.priority AS "warehousePriority", s.available, s.reserved
     FROM stock s JOIN warehouses w ON w.id = s.warehouse_id
     WHERE s.variant_id = ANY($1) ORDER BY s.variant_id, w.priority, w.id`,
    [variantIds],
  );
}
