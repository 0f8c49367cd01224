import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { stockChanged } from '@souk/shared/events/stock-changed';
import { announce } from '@souk/shared/outbox';
import { type Queryable, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { ProductStatus } from '../product/product.entity.ts';
import { type AvailabilityChange, becomesLow, stockAlerts, type VariantNames } from './stock-alerts.ts';

/** Where the stock of new variants lies, and what has no better place. */
export const defaultWarehouseId = 'wh_default';

export type StockRow = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly version: number;
  readonly productId: string;
  readonly sellerId: string | null;
  readonly sku: string;
  readonly status: ProductStatus;
  readonly priceMinor: number;
  readonly currency: string;
  readonly lowStockThreshold: number | null;
  /** Of the warehouse: lower ones are taken from first. */
  readonly priority: number;
};

/** A change of one row of stock. */
export type StockDelta = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly available?: number;
  readonly reserved?: number;
  readonly sold?: number;
};

export type MovementKind =
  | 'INITIAL'
  | 'RECEIVED'
  | 'COUNTED'
  | 'DAMAGED'
  | 'RETURNED'
  | 'CORRECTION'
  | 'SOLD'
  | 'UNSOLD'
  | 'RESTOCKED'
  | 'TRANSFERRED';

export type Movement = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly kind: MovementKind;
  /** Units that came (positive) or went. */
  readonly delta: number;
  /** Id of the order or return, or the adjustment's key. */
  readonly reference?: string | null;
  readonly actorId?: string | null;
};

/** What goes with a change of stock. */
export type StockOccasion = { readonly now: Date; readonly correlationId?: string | undefined };

/**
 * Locks all stock of variants. Everybody who changes stock does this first and in this order, so two carts with the
 * same goods wait for each other instead of for ever.
 *
 * @returns the rows of each variant in the order in which its warehouses are taken from
 */
export async function lockStock(tx: EntityManager, variantIds: readonly string[]): Promise<StockRow[]> {
  const found = await rows<StockRow & { priceMinor: string }>(
    tx,
    `SELECT s.variant_id AS "variantId", s.warehouse_id AS "warehouseId", s.available, s.reserved, s.sold, s.version,
       v.product_id AS "productId", v.sku, v.price_minor AS "priceMinor",
       v.low_stock_threshold AS "lowStockThreshold", p.seller_id AS "sellerId", p.status, p.currency, w.priority
     FROM stock s JOIN variants v ON v.id = s.variant_id JOIN products p ON p.id = v.product_id
       JOIN warehouses w ON w.id = s.warehouse_id
     WHERE s.variant_id = ANY($1)
     ORDER BY s.variant_id, s.warehouse_id
     FOR UPDATE OF s`,
    [[...new Set(variantIds)]],
  );
  return found
    .map((row) => ({ ...row, priceMinor: Number(row.priceMinor) }))
    .sort((a, b) => a.priority - b.priority);
}

/**
 * Changes locked stock in one statement, counts products that came into or went out of stock, and wakes who watches.
 *
 * @param locked rows of the variants concerned, as `lockStock` gave them
 * @returns a StockChanged for each variant that crossed zero, or for each at all where `tellAll`; StockLow and BackInStock
 *   for those that became low or can be had again
 * @throws QueryFailedError where a row would fall below zero (the table's CHECK)
 */
export async function changeStock(
  tx: EntityManager,
  locked: readonly StockRow[],
  deltas: readonly StockDelta[],
  occasion: StockOccasion & { readonly tellAll?: boolean },
): Promise<EventEnvelope[]> {
  if (deltas.length === 0) return [];
  // The rows as they were, in the same statement: among them those that were opened in another warehouse while this
  // transaction waited for its locks, which `locked` does not have. Nobody changes them now, for want of the other locks.
  const before = await rows<StandingRow>(
    tx,
    `WITH changed AS (UPDATE stock s SET available = s.available + d.available, reserved = s.reserved + d.reserved,
       sold = s.sold + d.sold, version = s.version + 1, updated_at = $6
     FROM (
       SELECT variant_id, warehouse_id, sum(available)::int AS available, sum(reserved)::int AS reserved,
         sum(sold)::int AS sold
       FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[])
         AS d (variant_id, warehouse_id, available, reserved, sold)
       GROUP BY variant_id, warehouse_id
     ) d
     WHERE s.variant_id = d.variant_id AND s.warehouse_id = d.warehouse_id)
     SELECT variant_id AS "variantId", available, reserved, version FROM stock WHERE variant_id = ANY($1)`,
    [
      deltas.map((delta) => delta.variantId),
      deltas.map((delta) => delta.warehouseId),
      deltas.map((delta) => delta.available ?? 0),
      deltas.map((delta) => delta.reserved ?? 0),
      deltas.map((delta) => delta.sold ?? 0),
      occasion.now,
    ],
  );
  const changes = summarise(locked, before, deltas);
  for (const change of changes) announce(tx, change.variantId);
  const crossed = changes.filter((change) => change.before > 0 !== change.after > 0);
  await countVariantsInStock(tx, crossed);
  const told = (occasion.tellAll ? changes : crossed).map((change) =>
    createEvent(
      stockChanged,
      {
        aggregateId: change.variantId,
        aggregateVersion: change.version,
        occurredAt: occasion.now,
        correlationId: occasion.correlationId,
      },
      {
        variantId: change.variantId,
        productId: change.productId,
        sku: change.sku,
        available: change.after,
        onHand: change.onHand,
      },
    ),
  );
  const names = await findNames(
    tx,
    changes.filter(becomesLow).map((change) => change.variantId),
  );
  return [...told, ...changes.flatMap((change) => stockAlerts(change, names, occasion))];
}

async function findNames(
  tx: EntityManager,
  variantIds: readonly string[],
): Promise<Map<string, VariantNames>> {
  if (variantIds.length === 0) return new Map();
  const found = await rows<VariantNames & { id: string }>(
    tx,
    `SELECT v.id, p.title, v.title AS "variantTitle" FROM variants v JOIN products p ON p.id = v.product_id
     WHERE v.id = ANY($1)`,
    [variantIds],
  );
  return new Map(found.map(({ id, ...names }) => [id, names]));
}

type StandingRow = Pick<StockRow, 'variantId' | 'available' | 'reserved' | 'version'>;

type VariantChange = AvailabilityChange & { readonly onHand: number };

/** What a set of changes means for each variant over all of its warehouses. */
function summarise(
  locked: readonly StockRow[],
  standing: readonly StandingRow[],
  deltas: readonly StockDelta[],
): VariantChange[] {
  const known = new Map(locked.map((row) => [row.variantId, row]));
  const rowsOf = Map.groupBy(standing, (row) => row.variantId);
  return [...Map.groupBy(deltas, (delta) => delta.variantId)].map(([variantId, own]) => {
    const variant = known.get(variantId);
    if (!variant) throw new Error(`stock of ${variantId} was not locked`);
    const { productId, sku, sellerId, lowStockThreshold } = variant;
    const stock = rowsOf.get(variantId) ?? [];
    const before = sum(stock, (row) => row.available);
    const after = before + sum(own, (delta) => delta.available ?? 0);
    const reserved = sum(stock, (row) => row.reserved) + sum(own, (delta) => delta.reserved ?? 0);
    const version = sum(stock, (row) => row.version) + new Set(own.map((delta) => delta.warehouseId)).size;
    const onHand = after + reserved;
    return { variantId, productId, sku, sellerId, lowStockThreshold, before, after, onHand, version };
  });
}

async function countVariantsInStock(tx: EntityManager, crossed: readonly VariantChange[]): Promise<void> {
  if (crossed.length === 0) return;
  await tx.query(
    `WITH change AS (
       SELECT product_id, sum(step)::int AS step FROM unnest($1::text[], $2::int[]) AS c (product_id, step)
       GROUP BY product_id
     ), locked AS (
       SELECT p.id FROM products p JOIN change ON change.product_id = p.id ORDER BY p.id FOR UPDATE OF p
     )
     UPDATE products p SET variants_in_stock = p.variants_in_stock + change.step
     FROM change JOIN locked ON locked.id = change.product_id
     WHERE p.id = change.product_id`,
    [crossed.map((change) => change.productId), crossed.map((change) => (change.after > 0 ? 1 : -1))],
  );
}

/** Appends to the ledger of what came and went. */
export async function recordMovements(
  tx: EntityManager,
  movements: readonly Movement[],
  now: Date,
): Promise<void> {
  if (movements.length === 0) return;
  await tx.query(
    `INSERT INTO stock_movements (variant_id, warehouse_id, kind, delta, reference, actor_id, at)
     SELECT m.*, $7 FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[]) AS m`,
    [
      movements.map((movement) => movement.variantId),
      movements.map((movement) => movement.warehouseId),
      movements.map((movement) => movement.kind),
      movements.map((movement) => movement.delta),
      movements.map((movement) => movement.reference ?? null),
      movements.map((movement) => movement.actorId ?? null),
      now,
    ],
  );
}

/** Opens the default warehouse unless it is open. */
export async function openWarehouse(db: Queryable): Promise<void> {
  await db.query(
    `INSERT INTO warehouses (id, name) VALUES ('${defaultWarehouseId}', 'Main warehouse') ON CONFLICT DO NOTHING`,
  );
}

/** Opens the stock of new variants with what there is of them. */
export async function openStock(
  tx: EntityManager,
  initial: readonly { readonly variantId: string; readonly quantity: number }[],
  occasion: { readonly now: Date; readonly actorId: string | null },
): Promise<void> {
  await openWarehouse(tx);
  await tx.query(
    `INSERT INTO stock (variant_id, warehouse_id, available, updated_at)
     SELECT s.variant_id, '${defaultWarehouseId}', s.quantity, $3
     FROM unnest($1::text[], $2::int[]) AS s (variant_id, quantity)`,
    [initial.map((line) => line.variantId), initial.map((line) => line.quantity), occasion.now],
  );
  await recordMovements(
    tx,
    initial
      .filter((line) => line.quantity > 0)
      .map((line) => ({
        variantId: line.variantId,
        warehouseId: defaultWarehouseId,
        kind: 'INITIAL',
        delta: line.quantity,
        actorId: occasion.actorId,
      })),
    occasion.now,
  );
}

export type Availability = {
  readonly variantId: string;
  readonly available: number;
  readonly version: number;
};

/** How many of each variant can be bought now, over all warehouses. */
export async function findAvailability(
  db: Queryable,
  variantIds: readonly string[],
): Promise<Availability[]> {
  return rows(
    db,
    `SELECT variant_id AS "variantId", sum(available)::int AS available, sum(version)::int AS version
     FROM stock WHERE variant_id = ANY($1) GROUP BY variant_id`,
    [variantIds],
  );
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
