import { poolOf } from '@souk/shared/data-source';
import { createId } from '@souk/shared/ids';
import type { Logger } from '@souk/shared/logger';
import type { SubgraphRequest } from '@souk/shared/subgraph-server';
import type { Viewer } from '@souk/shared/viewer';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { findCarts } from './cart/cart.repository.ts';
import { type PricedCart, priceCart } from './cart/cart.ts';
import { findInvoices, type Invoice } from './invoice/invoice.repository.ts';
import { findOrders } from './order/order.repository.ts';
import { type OrderView, viewOrder } from './order/order-view.ts';
import { readTimelines, type TimelineEntry } from './order/timeline.ts';
import { ownerOf } from './owner.ts';
import type { TaxProvider } from './pricing/tax-provider.ts';
import { countUses } from './promotion/promotion.repository.ts';

/** What the resolvers of one request share. */
export type Context = {
  readonly viewer: Viewer;
  readonly correlationId: string;
  readonly logger: Logger;
  readonly loaders: Loaders;
};

/**
 * Reads that are gathered within a request. They keep nothing from one turn to the next: a live query runs long, and
 * must not see what was true when it began.
 */
export type Loaders = {
  /** Orders as the viewer may see them; null for what is missing or another's. */
  readonly orders: DataLoader<string, OrderView | null>;
  /** The viewer's own carts. */
  readonly carts: DataLoader<string, PricedCart | null>;
  /** How many standing orders hold a promotion. */
  readonly promotionUses: DataLoader<string, number>;
  /** Invoices and credit notes of orders, oldest first. */
  readonly invoices: DataLoader<string, readonly Invoice[]>;
  readonly timelines: DataLoader<string, readonly TimelineEntry[]>;
};

export type ContextDeps = { readonly dataSource: DataSource; readonly taxes: TaxProvider };

export function createContext(deps: ContextDeps, request: SubgraphRequest): Context {
  return {
    viewer: request.viewer,
    correlationId: request.correlationId ?? createId('cor'),
    logger: request.logger,
    loaders: createLoaders(deps, request.viewer),
  };
}

function createLoaders({ dataSource, taxes }: ContextDeps, viewer: Viewer): Loaders {
  const db = poolOf(dataSource);
  return {
    orders: new DataLoader(
      async (ids) => {
        const found = new Map((await findOrders(db, ids)).map((order) => [order.id, order]));
        return ids.map((id) => {
          const order = found.get(id);
          return order ? viewOrder(order, viewer) : null;
        });
      },
      { cache: false, maxBatchSize: 100 },
    ),
    carts: new DataLoader(
      async (ids) => {
        const owner = ownerOf(viewer);
        const carts = owner ? await findCarts(db, owner, ids) : [];
        const found = new Map(carts.map((cart) => [cart.id, priceCart(taxes, cart, new Date())]));
        return ids.map((id) => found.get(id) ?? null);
      },
      { cache: false, maxBatchSize: 100 },
    ),
    promotionUses: new DataLoader((ids) => countUses(db, ids), { cache: false, maxBatchSize: 100 }),
    invoices: new DataLoader((ids) => findInvoices(db, ids), { cache: false, maxBatchSize: 100 }),
    timelines: new DataLoader((ids) => readTimelines(dataSource, ids), { cache: false, maxBatchSize: 100 }),
  };
}
