import { recordEvents } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { changeStock, defaultWarehouseId, lockStock } from './stock.repository.ts';

export type ReturnedGoods = {
  readonly returnId: string;
  readonly lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    /** False for units that cannot be sold again. */
    readonly restock?: boolean;
  }[];
  readonly correlationId?: string | undefined;
};

/** Puts goods that came back on sale again, once per return and variant. Variants that are gone are passed over. */
export async function restockReturn(tx: EntityManager, goods: ReturnedGoods, now: Date): Promise<void> {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity, restock } of goods.lines) {
    if (restock === false) continue;
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  const stock = await lockStock(tx, [...quantities.keys()]);
  const known = new Set(stock.map((row) => row.variantId));
  const returned = [...quantities].filter(([variantId]) => known.has(variantId));
  const restocked = await rows<{ variant_id: string; delta: number }>(
    tx,
    `INSERT INTO stock_movements (variant_id, warehouse_id, kind, delta, reference, at)
     SELECT r.variant_id, '${defaultWarehouseId}', 'RESTOCKED', r.quantity, $3, $4
     FROM unnest($1::text[], $2::int[]) AS r (variant_id, quantity)
     ON CONFLICT (reference, variant_id) WHERE kind = 'RESTOCKED' DO NOTHING
     RETURNING variant_id, delta`,
    [returned.map(([variantId]) => variantId), returned.map(([, quantity]) => quantity), goods.returnId, now],
  );
  const changed = await changeStock(
    tx,
    stock,
    restocked.map((movement) => ({
      variantId: movement.variant_id,
      warehouseId: defaultWarehouseId,
      available: movement.delta,
      sold: -movement.delta,
    })),
    { now, correlationId: goods.correlationId },
  );
  await recordEvents(tx, ...changed);
}
