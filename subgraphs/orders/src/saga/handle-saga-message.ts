import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleTogether } from '@souk/shared/inbox';
import type { TransactionDeps } from '@souk/shared/outbox';
import { changeOrders } from '../order/change-order.ts';
import { type ChangeByEvent, changeOrdersByEvents } from '../order/change-orders-by-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { decideSaga, type SagaMessage } from './saga-decision.ts';

/** The answers of products and payments that move the saga. */
export type SagaEvent = SoukEvent<
  | 'StockReserved'
  | 'StockRejected'
  | 'StockCommitted'
  | 'StockCommitFailed'
  | 'PaymentAuthorized'
  | 'PaymentActionRequired'
  | 'PaymentDeclined'
  | 'PaymentCaptured'
  | 'PaymentCaptureFailed'
>;

export type SagaDeps = TransactionDeps & { readonly storeUrl: string };

/** An answer about an order that is not here: it waits in the queue, and ends in the dead letters if that stays so. */
export class UnknownOrder extends Error {
  override readonly name = 'UnknownOrder';
}

/**
 * Moves the sagas of the orders that events are about: those that nothing stands against in two statements, what is left in a
 * transaction. Where that one fails, the former have happened all the same: the inbox knows them.
 *
 * @param events one for each order
 * @throws UnknownOrder
 */
export async function handleSagaEvents(
  deps: SagaDeps,
  events: readonly SagaEvent[],
  now: Date,
): Promise<void> {
  const changeBy = (event: SagaEvent): ChangeByEvent => ({
    eventId: event.id,
    orderId: event.data.orderId,
    context: { actor: event.source, correlationId: event.correlationid, now, storeUrl: deps.storeUrl },
    decide: (order, saga) => decideSaga(saga, toMessage(event, order), now),
  });
  const handled = await changeOrdersByEvents(deps, events.map(changeBy));
  const left = events.filter(({ id }) => !handled.has(id));
  if (left.length === 0) return;
  await handleTogether(deps, 'orders', left, async (tx, fresh) => {
    const orders = await changeOrders(tx, fresh.map(changeBy));
    for (const event of fresh) {
      if (!orders.has(event.data.orderId)) throw new UnknownOrder(`${event.type} for ${event.data.orderId}`);
    }
  });
}

/** What an event means to the saga of an order. */
export function toMessage(event: SagaEvent, order: Pick<OrderState, 'totals'>): SagaMessage {
  const paysNothing = order.totals.totalMinor === 0;
  switch (event.type) {
    case 'StockReserved':
      return { type: event.type, expiresAt: event.data.expiresAt, paysNothing };
    case 'StockRejected':
      return { type: event.type, reason: event.data.reason };
    case 'PaymentActionRequired':
      return { type: event.type, actionUrl: event.data.actionUrl, expiresAt: event.data.expiresAt };
    case 'PaymentDeclined':
      return { type: event.type, declineCode: event.data.declineCode };
    case 'PaymentAuthorized':
    case 'PaymentCaptured':
      return { type: event.type, paymentId: event.data.paymentId };
    case 'StockCommitted':
      return { type: event.type, paysNothing };
    case 'StockCommitFailed':
    case 'PaymentCaptureFailed':
      return { type: event.type };
    default:
      return event satisfies never;
  }
}
