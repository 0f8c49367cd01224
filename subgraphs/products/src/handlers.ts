import { type BatcherOptions, createBatcher } from '@souk/shared/batcher';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce, handleTogether } from '@souk/shared/inbox';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { Handlers } from '@souk/shared/sqs-consumer';
import type { ConsumedBy } from '@souk/shared/topology';
import type { EntityManager } from 'typeorm';
import { raiseBackInStockAlerts } from './back-in-stock/raise-back-in-stock-alerts.ts';
import { recordCustomerName, recordPurchases } from './review/buyers.ts';
import { commitStock } from './stock/commit-stock.ts';
import { releaseStock } from './stock/release-stock.ts';
import { reserveStock } from './stock/reserve-stock.ts';
import { restockReturn } from './stock/restock-return.ts';

type Type = ConsumedBy<'products'>;

/**
 * The worker's table: event to function. Each event is handled once, in one transaction with what it brings about.
 * What every order needs is done for all orders at hand together (group commit).
 */
export function productsHandlers(deps: TransactionDeps & { readonly now: () => Date }): Handlers<Type> {
  const once =
    <T extends Type>(work: (tx: EntityManager, event: SoukEvent<T>, now: Date) => Promise<void>) =>
    (event: SoukEvent<T>): Promise<boolean> =>
      handleOnce(deps, 'products', event, (tx) => work(tx, event, deps.now()));
  const together = <T extends Type>(
    work: (tx: EntityManager, events: readonly SoukEvent<T>[], now: Date) => Promise<void>,
    options: BatcherOptions = {},
  ): ((event: SoukEvent<T>) => Promise<void>) =>
    createBatcher<SoukEvent<T>>(
      (events) => handleTogether(deps, 'products', events, (tx, fresh) => work(tx, fresh, deps.now())),
      options,
    );
  return {
    StockRequested: together<'StockRequested'>((tx, events, now) =>
      reserveStock(
        tx,
        events.map((event) => ({ ...event.data, correlationId: event.correlationid })),
        now,
      ),
    ),
    StockCommitRequested: together<'StockCommitRequested'>((tx, events, now) =>
      commitStock(
        tx,
        events.map((event) => ({ orderId: event.data.orderId, correlationId: event.correlationid })),
        now,
      ),
    ),
    StockReleaseRequested: once<'StockReleaseRequested'>((tx, event, now) =>
      releaseStock(tx, { orderId: event.data.orderId, correlationId: event.correlationid }, now),
    ),
    ReturnReceived: once<'ReturnReceived'>((tx, event, now) =>
      restockReturn(
        tx,
        {
          ...event.data,
          orderId: event.data.order.orderId,
          correlationId: event.correlationid,
        },
        now,
      ),
    ),
    OrderLinesCancelled: once<'OrderLinesCancelled'>((tx, event, now) =>
      restockReturn(
        tx,
        {
          returnId: event.data.cancellationId,
          orderId: event.data.orderId,
          lines: event.data.cancelledLines,
          correlationId: event.correlationid,
        },
        now,
      ),
    ),
    // No order waits for this.
    OrderConfirmed: together<'OrderConfirmed'>(recordPurchases, { gatherMs: 500 }),
    UserRegistered: once<'UserRegistered'>(recordCustomerName),
    UserProfileChanged: once<'UserProfileChanged'>(recordCustomerName),
    BackInStock: once<'BackInStock'>(raiseBackInStockAlerts),
  };
}
