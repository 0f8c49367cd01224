import { isId } from '@souk/shared/ids';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { refuse, type UserError } from '../user-error.ts';
import { defaultWarehouseId } from './stock.repository.ts';
import { holdsGoods, updateWarehouse, type Warehouse, type WarehouseChange } from './warehouse.repository.ts';

type Outcome = { readonly warehouse: Warehouse | null; readonly userErrors: readonly UserError[] };

/**
 * Changes a warehouse. One that is given up must be empty, holds included, and not the main one. The row is written before
 * the look at what lies in it: whoever brings goods holds the row against that, so none slip in between.
 */
export async function changeWarehouse(
  deps: TransactionDeps,
  id: string,
  change: WarehouseChange,
): Promise<Outcome> {
  if (change.active === false && id === defaultWarehouseId) {
    return refused('INVALID_INPUT', 'The main warehouse stays: new goods come into it.', 'active');
  }
  const isPossible = isId('wh', id) || id === defaultWarehouseId;
  return inTransaction(deps, async (tx): Promise<Outcome> => {
    const warehouse = isPossible ? await updateWarehouse(tx, id, change) : null;
    if (!warehouse) return refused('NOT_FOUND', 'There is no such warehouse.', 'id');
    if (change.active === false && (await holdsGoods(tx, id))) throw new NotEmpty();
    return { warehouse, userErrors: [] };
  }).catch((error: unknown) => {
    if (!(error instanceof NotEmpty)) throw error;
    return refused('WAREHOUSE_NOT_EMPTY', 'Goods lie in it; move them first.', 'active');
  });
}

/** Undoes the transaction. */
class NotEmpty extends Error {}

function refused(...reason: Parameters<typeof refuse>): Outcome {
  return { warehouse: null, ...refuse(...reason) };
}
