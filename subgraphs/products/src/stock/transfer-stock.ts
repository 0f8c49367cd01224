import { recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { once } from '../keyed-mutation.ts';
import { refuse } from '../user-error.ts';
import type { AdjustmentOutcome } from './adjust-stock.ts';
import { lockStockIn } from './lock-stock-in.ts';
import { changeStock, recordMovements } from './stock.repository.ts';

export type StockTransfer = {
  readonly variantId: string;
  readonly fromWarehouseId: string;
  readonly toWarehouseId: string;
  readonly quantity: number;
  readonly idempotencyKey: string;
};

/**
 * Moves free units of a variant from one warehouse to another, once per key; the ledger has both sides. What can be bought
 * stays the same. A seller's reach ends at the own products; units held for orders stay where they are.
 */
export async function transferStock(
  deps: TransactionDeps,
  viewer: Extract<Viewer, { kind: 'user' }>,
  transfer: StockTransfer,
  now: Date,
): Promise<AdjustmentOutcome> {
  const { idempotencyKey, ...request } = transfer;
  const keyed = { operation: 'transferStock', callerId: viewer.id, key: idempotencyKey, request };
  return once(deps, { ...keyed, what: 'transfer' }, (tx) => move(tx, viewer, transfer, now));
}

async function move(
  tx: EntityManager,
  viewer: Extract<Viewer, { kind: 'user' }>,
  { variantId, fromWarehouseId, toWarehouseId, quantity, idempotencyKey }: StockTransfer,
  now: Date,
): Promise<AdjustmentOutcome> {
  if (fromWarehouseId === toWarehouseId) {
    return refuse('INVALID_INPUT', 'is the warehouse that they are in', 'toWarehouseId');
  }
  const locked = await lockStockIn(tx, viewer, { variantId, warehouseId: toWarehouseId }, now);
  if ('inactive' in locked) {
    return refuse('WAREHOUSE_INACTIVE', 'The warehouse was given up.', 'toWarehouseId');
  }
  if ('missing' in locked) {
    const field = locked.missing === 'variant' ? 'variantId' : 'toWarehouseId';
    return refuse('NOT_FOUND', `There is no such ${locked.missing}.`, field);
  }
  const from = locked.rows.find((row) => row.warehouseId === fromWarehouseId);
  if (!from || from.available < quantity) {
    const message = `Only ${from?.available ?? 0} are free there.`;
    return refuse('INSUFFICIENT_STOCK', message, 'quantity');
  }
  const steps = [
    { variantId, warehouseId: fromWarehouseId, delta: -quantity },
    { variantId, warehouseId: toWarehouseId, delta: quantity },
  ];
  const changed = await changeStock(
    tx,
    locked.rows,
    steps.map(({ delta, ...place }) => ({ ...place, available: delta })),
    { now },
  );
  await recordMovements(
    tx,
    steps.map((step) => ({
      ...step,
      kind: 'TRANSFERRED',
      reference: idempotencyKey,
      actorId: viewer.id,
    })),
    now,
  );
  await recordEvents(tx, ...changed);
  return { userErrors: [] };
}
