import { recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { once } from '../keyed-mutation.ts';
import { refuse, type UserError } from '../user-error.ts';
import { lockStockIn } from './lock-stock-in.ts';
import { changeStock, defaultWarehouseId, recordMovements } from './stock.repository.ts';

export type StockAdjustment = {
  readonly variantId: string;
  /** Where the units lie; the main warehouse if absent. */
  readonly warehouseId?: string;
  /** Units to add or take, or the units counted, held ones included. */
  readonly amount: { readonly delta: number } | { readonly counted: number };
  readonly reason: 'RECEIVED' | 'COUNTED' | 'DAMAGED' | 'RETURNED' | 'CORRECTION';
  readonly idempotencyKey: string;
};

/** What an adjustment came to; stored with its key, so it holds nothing that changes later. */
export type AdjustmentOutcome = { readonly userErrors: readonly UserError[] };

/** A variant may have this many units at most, so that sums of stock stay far from the limit of an int. */
export const maximumStock = 100_000_000;

/** Moves stock by hand, once per key. A seller's reach ends at the own products; units held for orders stay held. */
export async function adjustStock(
  deps: TransactionDeps,
  viewer: Extract<Viewer, { kind: 'user' }>,
  adjustment: StockAdjustment,
  now: Date,
): Promise<AdjustmentOutcome> {
  const { idempotencyKey, ...request } = adjustment;
  const keyed = { operation: 'adjustStock', callerId: viewer.id, key: idempotencyKey, request };
  return once(deps, { ...keyed, what: 'adjustment' }, (tx) => move(tx, viewer, adjustment, now));
}

async function move(
  tx: EntityManager,
  viewer: Extract<Viewer, { kind: 'user' }>,
  { variantId, warehouseId = defaultWarehouseId, amount, reason, idempotencyKey }: StockAdjustment,
  now: Date,
): Promise<AdjustmentOutcome> {
  const locked = await lockStockIn(tx, viewer, { variantId, warehouseId }, now);
  if ('inactive' in locked) {
    return refuse('WAREHOUSE_INACTIVE', 'The warehouse was given up.', 'warehouseId');
  }
  if ('missing' in locked) {
    return refuse('NOT_FOUND', `There is no such ${locked.missing}.`, `${locked.missing}Id`);
  }
  const row = locked.rows.find((each) => each.warehouseId === warehouseId)!;
  const delta = 'delta' in amount ? amount.delta : amount.counted - row.available - row.reserved;
  if (row.available + delta < 0) {
    const field = 'delta' in amount ? 'delta' : 'counted';
    return refuse('INSUFFICIENT_STOCK', `Only ${row.available} are free; ${row.reserved} are held.`, field);
  }
  if (row.available + delta > maximumStock) {
    return refuse('INVALID_INPUT', `A variant may have ${maximumStock} units at most.`, 'delta');
  }
  if (delta === 0) return { userErrors: [] };
  const place = { variantId, warehouseId: row.warehouseId };
  const changed = await changeStock(tx, locked.rows, [{ ...place, available: delta }], {
    now,
    tellAll: true,
  });
  await recordMovements(
    tx,
    [{ ...place, kind: reason, delta, reference: idempotencyKey, actorId: viewer.id }],
    now,
  );
  await recordEvents(tx, ...changed);
  return { userErrors: [] };
}
