import { createId, isId } from '@souk/shared/ids';
import { recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import { isAdmin, type Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { once } from '../keyed-mutation.ts';
import { lockStock } from '../stock/stock.repository.ts';
import { refuse, type UserError } from '../user-error.ts';
import { insertSale } from './flash-sale.repository.ts';
import type { FlashSale } from './flash-sale.ts';
import { setUnitsAside } from './sale-units.ts';

export type NewFlashSale = Pick<
  FlashSale,
  | 'variantId'
  | 'priceMinor'
  | 'startsAt'
  | 'endsAt'
  | 'allocation'
  | 'limitPerBuyer'
  | 'holdSeconds'
  | 'waitingLimit'
>;

export type CreateFlashSaleOutcome = {
  readonly saleId: string | null;
  readonly userErrors: readonly UserError[];
};

/** Announces a flash sale and sets its units aside at once, once per key. Sellers do it for their own products. */
export async function createFlashSale(
  deps: TransactionDeps,
  viewer: Extract<Viewer, { kind: 'user' }>,
  { idempotencyKey, ...request }: NewFlashSale & { readonly idempotencyKey: string },
  now: Date,
): Promise<CreateFlashSaleOutcome> {
  const keyed = { operation: 'createFlashSale', callerId: viewer.id, key: idempotencyKey, request };
  const outcome = await once(deps, { ...keyed, what: 'flash sale' }, (tx) =>
    create(tx, viewer, request, now),
  );
  return { saleId: null, ...outcome };
}

async function create(
  tx: EntityManager,
  viewer: Extract<Viewer, { kind: 'user' }>,
  request: NewFlashSale,
  now: Date,
): Promise<CreateFlashSaleOutcome> {
  const stock = isId('var', request.variantId) ? await lockStock(tx, [request.variantId]) : [];
  const [first] = stock;
  if (!first || !(isAdmin(viewer) || first.sellerId === viewer.id)) {
    return { saleId: null, ...refuse('NOT_FOUND', 'There is no such variant.', 'variantId') };
  }
  if (request.priceMinor >= first.priceMinor) {
    return { saleId: null, ...refuse('PRICE_NOT_LOWER', 'is not lower than the usual price', 'priceMinor') };
  }
  const sale: FlashSale = {
    ...request,
    id: createId('fls', now.getTime()),
    sellerId: first.sellerId,
    currency: first.currency,
    remaining: request.allocation,
    closedAt: null,
    version: 1,
  };
  const changed = await setUnitsAside(tx, sale, stock, now);
  if (!changed) {
    const free = stock.reduce((sum, row) => sum + row.available, 0);
    return { saleId: null, ...refuse('INSUFFICIENT_STOCK', `Only ${free} units are free.`, 'allocation') };
  }
  await insertSale(tx, sale, now);
  await recordEvents(tx, ...changed);
  return { saleId: sale.id, userErrors: [] };
}
