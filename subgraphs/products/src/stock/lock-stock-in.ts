import { isId } from '@souk/shared/ids';
import { row } from '@souk/shared/sql';
import { isAdmin, type Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { lockStock, type StockRow } from './stock.repository.ts';
import { lockWarehouses, openStockLevel } from './warehouse.repository.ts';

/** The locked rows of a variant, what was not found, or that the warehouse was given up. */
export type LockedStock =
  | { readonly rows: readonly StockRow[] }
  | { readonly missing: 'variant' | 'warehouse' }
  | { readonly inactive: true };

/**
 * Locks the stock of a variant of the viewer's for a change in a warehouse; admins have all. Its row there is opened where
 * the variant never lay there, before the locks are taken: nobody waits for a row that is being opened with locks in hand.
 */
export async function lockStockIn(
  tx: EntityManager,
  viewer: Extract<Viewer, { kind: 'user' }>,
  place: { readonly variantId: string; readonly warehouseId: string },
  now: Date,
): Promise<LockedStock> {
  const variant = isId('var', place.variantId) ? await findSeller(tx, place.variantId) : null;
  if (!variant || !(isAdmin(viewer) || variant.sellerId === viewer.id)) return { missing: 'variant' };
  const [warehouse] = place.warehouseId.includes('\0') ? [] : await lockWarehouses(tx, [place.warehouseId]);
  if (!warehouse) return { missing: 'warehouse' };
  if (!warehouse.active) return { inactive: true };
  await openStockLevel(tx, place, now);
  return { rows: await lockStock(tx, [place.variantId]) };
}

function findSeller(tx: EntityManager, variantId: string): Promise<{ sellerId: string | null } | null> {
  return row(
    tx,
    'SELECT p.seller_id AS "sellerId" FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = $1',
    [variantId],
  );
}
