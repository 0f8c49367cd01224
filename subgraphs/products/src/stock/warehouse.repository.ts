import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';

/** Where goods lie. Those of a lower priority number are taken from first; one that is not active is empty and stays so. */
export type Warehouse = {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly active: boolean;
};

/** A variant's units in a warehouse. */
export type StockLevel = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly warehousePriority: number;
  readonly warehouseActive: boolean;
  readonly available: number;
  readonly reserved: number;
};

/** All warehouses, in the order in which they are taken from. */
export function listWarehouses(db: Queryable): Promise<Warehouse[]> {
  return rows(db, 'SELECT id, name, priority, active FROM warehouses ORDER BY priority, id LIMIT 1000');
}

/** Warehouses that goods are about to come into: until the transaction ends nobody gives them up. */
export function lockWarehouses(tx: Queryable, ids: readonly string[]): Promise<Warehouse[]> {
  return rows(
    tx,
    'SELECT id, name, priority, active FROM warehouses WHERE id = ANY($1) ORDER BY id FOR SHARE',
    [ids],
  );
}

export async function insertWarehouse(tx: EntityManager, warehouse: Warehouse): Promise<void> {
  await tx.query('INSERT INTO warehouses (id, name, priority) VALUES ($1, $2, $3)', [
    warehouse.id,
    warehouse.name,
    warehouse.priority,
  ]);
}

export type WarehouseChange = {
  readonly name: string | null;
  readonly priority: number | null;
  readonly active: boolean | null;
};

/** Changes what is given of a warehouse; null where there is none of that id. */
export function updateWarehouse(
  tx: Queryable,
  id: string,
  change: WarehouseChange,
): Promise<Warehouse | null> {
  return row(
    tx,
    `UPDATE warehouses SET name = coalesce($2, name), priority = coalesce($3, priority), active = coalesce($4, active)
     WHERE id = $1 RETURNING id, name, priority, active`,
    [id, change.name, change.priority, change.active],
  );
}

/** Whether anything lies in a warehouse. It reads all of it, which the few times that one is given up are worth. */
export async function holdsGoods(db: Queryable, warehouseId: string): Promise<boolean> {
  const found = await row(
    db,
    'SELECT 1 FROM stock WHERE warehouse_id = $1 AND (available > 0 OR reserved > 0) LIMIT 1',
    [warehouseId],
  );
  return found !== null;
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
       w.priority AS "warehousePriority", w.active AS "warehouseActive", s.available, s.reserved
     FROM stock s JOIN warehouses w ON w.id = s.warehouse_id
     WHERE s.variant_id = ANY($1) ORDER BY s.variant_id, w.priority, w.id`,
    [variantIds],
  );
}
