import type { Souk } from '@souk/local/souk';
import { createDataSource } from '@souk/shared/data-source';
import { createEvent, type EventOf } from '@souk/shared/events/define-event';
import { stockRequested } from '@souk/shared/events/stock-requested';
import { createId } from '@souk/shared/ids';
import { handleOnce } from '@souk/shared/inbox';
import type { TransactionDeps } from '@souk/shared/outbox';
import { database } from '../../subgraphs/products/src/data-source.ts';
import { productsHandlers } from '../../subgraphs/products/src/handlers.ts';
import { adjustStock } from '../../subgraphs/products/src/stock/adjust-stock.ts';
import { reserveStock } from '../../subgraphs/products/src/stock/reserve-stock.ts';
import { inParallel } from '../measure/in-parallel.ts';

/** How many callers wait for an answer at the same time, as messages in hand of some workers. */
const callers = 400;

export type HotRow = { readonly oneByOne: number; readonly groupCommit: number };

/**
 * Reservations a second on one row of stock, with everything that a reservation is: inbox, row, lines, outcome in the
 * outbox. Each of them in a transaction of its own, then as the worker does it. The relay is not part of it.
 */
export async function measureHotRow(souk: Souk, count: number): Promise<HotRow> {
  const dataSource = createDataSource({
    url: souk.databaseUrl('souk_products'),
    poolSize: 16,
    applicationName: 'bench',
    ...database,
  });
  await dataSource.initialize();
  try {
    const silent = { notify: () => undefined, listen: () => () => undefined, close: async () => undefined };
    const deps: TransactionDeps = { dataSource, signals: silent };
    const variant = await hotVariant(deps, 2 * count);
    const request = (): EventOf<typeof stockRequested> => {
      const orderId = createId('ord');
      return createEvent(
        stockRequested,
        { aggregateId: orderId, aggregateVersion: 1, occurredAt: new Date() },
        {
          orderId,
          currency: variant.currency,
          lines: [{ variantId: variant.id, quantity: 1, unitPriceMinor: variant.priceMinor }],
        },
      );
    };
    const handlers = productsHandlers({ ...deps, now: () => new Date() });
    const oneByOne = await rate(Math.ceil(count / 20), () => {
      const event = request();
      return handleOnce(deps, 'products', event, (tx) => reserveStock(tx, [event.data], new Date()));
    });
    const groupCommit = await rate(count, () => handlers.StockRequested(request()));
    return { oneByOne, groupCommit };
  } finally {
    await dataSource.destroy();
  }
}

async function hotVariant(
  deps: TransactionDeps,
  units: number,
): Promise<{ id: string; priceMinor: number; currency: string }> {
  const [found] = await deps.dataSource.query(
    `SELECT v.id, v.price_minor::float AS "priceMinor", p.currency FROM variants v JOIN products p ON p.id = v.product_id
     WHERE p.status = 'ACTIVE' ORDER BY v.id DESC LIMIT 1`,
  );
  const admin = { kind: 'user', id: 'usr_bench', roles: ['ADMIN'], scopes: [], sessionId: null } as const;
  const request = { variantId: found.id, amount: { delta: units }, reason: 'RECEIVED' } as const;
  await adjustStock(deps, admin, { ...request, idempotencyKey: createId('key') }, new Date());
  return found;
}

/** Calls a second, kept up by so many callers who each wait for their answer. */
async function rate(count: number, call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await inParallel(Array.from({ length: count }), callers, call);
  return Math.round((count / (performance.now() - startedAt)) * 1000);
}
