import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import type { TransactionDeps } from '@souk/shared/outbox';
import { changeOrder } from '../order/change-order.ts';
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
 * Moves the saga of the order that an event is about.
 *
 * @throws UnknownOrder
 */
export async function handleSagaEvent(deps: SagaDeps, event: SagaEvent, now: Date): Promise<void> {
  const message = toMessage(event);
  await handleOnce(deps, 'orders', event, async (tx) => {
    const context = { actor: event.source, correlationId: event.correlationid, now, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, event.data.orderId, (_order, saga) =>
      decideSaga(saga, message, now),
    );
    if (!order) throw new UnknownOrder(`${event.type} for ${event.data.orderId}`);
  });
}

/** What an event means to the saga. */
export function toMessage(event: SagaEvent): SagaMessage {
  switch (event.type) {
    case 'StockReserved':
      return { type: event.type, expiresAt: event.data.expiresAt };
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
    case 'StockCommitFailed':
    case 'PaymentCaptureFailed':
      return { type: event.type };
    default:
      return event satisfies never;
  }
}
