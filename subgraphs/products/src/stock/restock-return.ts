import { recordEvents } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { findLines, type ReservationLine } from './reservation.repository.ts';
import {
  changeStock,
  defaultWarehouseId,
  lockStock,
  type Movement,
  recordMovements,
  type StockDelta,
  type StockRow,
} from './stock.repository.ts';
import { lockWarehouses } from './warehouse.repository.ts';

export type ReturnedGoods = {
  readonly returnId: string;
  /** The order that they were sold to: they go back to where they came from. */
  readonly orderId: string;
  readonly lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    /** False for units that cannot be sold again. */
    readonly restock?: boolean;
  }[];
  readonly correlationId?: string | undefined;
};

/**
 * Puts goods that came back on sale again, once per return and variant. Variants that are gone are passed over. What was
 * sold from a warehouse that was given up since comes to the main one.
 */
export async function restockReturn(tx: EntityManager, goods: ReturnedGoods, now: Date): Promise<void> {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity, restock } of goods.lines) {
    if (restock === false) continue;
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  const variantIds = [...quantities.keys()];
  const stock = await lockStock(tx, variantIds);
  const soldFrom = await findLines(tx, [goods.orderId]);
  const done = await rows<{ variantId: string }>(
    tx,
    `SELECT variant_id AS "variantId" FROM stock_movements
     WHERE kind = 'RESTOCKED' AND reference = $1 AND variant_id = ANY($2)`,
    [goods.returnId, variantIds],
  );
  for (const { variantId } of done) quantities.delete(variantId);
  const steps = [...quantities].flatMap(([variantId, quantity]) => {
    const own = stock.filter((row) => row.variantId === variantId);
    return placesFor(own, soldFrom, quantity).map((place) => ({ ...place, variantId }));
  });
  const warehouses = await lockWarehouses(tx, [...new Set(steps.map(({ warehouseId }) => warehouseId))]);
  const givenUp = new Set(warehouses.filter(({ active }) => !active).map(({ id }) => id));
  const entries = steps.map((step) => restock(step, givenUp.has(step.warehouseId), goods.returnId));
  await recordMovements(
    tx,
    entries.flatMap(({ movements }) => movements),
    now,
  );
  const changed = await changeStock(
    tx,
    stock,
    entries.flatMap(({ deltas }) => deltas),
    { now, correlationId: goods.correlationId },
  );
  await recordEvents(tx, ...changed);
}

type Step = { readonly variantId: string; readonly warehouseId: string; readonly units: number };

/** What putting units back means for the ledger and the stock; those of a warehouse given up are moved on at once. */
function restock(
  { variantId, warehouseId, units }: Step,
  moveOn: boolean,
  reference: string,
): { movements: Movement[]; deltas: StockDelta[] } {
  const [back, main] = [
    { variantId, warehouseId },
    { variantId, warehouseId: defaultWarehouseId },
  ];
  const restocked: Movement = { ...back, kind: 'RESTOCKED', delta: units, reference };
  if (!moveOn) return { movements: [restocked], deltas: [{ ...back, available: units, sold: -units }] };
  return {
    movements: [
      restocked,
      { ...back, kind: 'TRANSFERRED', delta: -units, reference },
      { ...main, kind: 'TRANSFERRED', delta: units, reference },
    ],
    deltas: [
      { ...back, sold: -units },
      { ...main, available: units },
    ],
  };
}

/**
 * The warehouses that units of a variant go back to: those that its order was served from, then others, none taking back
 * more than it sold.
 */
function placesFor(
  stock: readonly StockRow[],
  soldFrom: readonly ReservationLine[],
  quantity: number,
): { warehouseId: string; units: number }[] {
  const served = ({ variantId, warehouseId }: StockRow): number =>
    soldFrom.find((line) => line.variantId === variantId && line.warehouseId === warehouseId)?.quantity ?? 0;
  let missing = quantity;
  return stock
    .toSorted((a, b) => served(b) - served(a))
    .flatMap(({ warehouseId, sold }) => {
      const units = Math.min(missing, sold);
      missing -= units;
      return units > 0 ? [{ warehouseId, units }] : [];
    });
}
