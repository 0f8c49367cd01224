import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import { row } from '@souk/shared/sql';
import { type SagaDeps, UnknownOrder } from '../saga/handle-saga-message.ts';
import { changeOrder } from './change-order.ts';
import type { OrderFact } from './order-log.ts';

/** What goes wrong with money after it was taken: a refund that failed or bounced, a dispute and its end. */
export type PaymentTrouble = SoukEvent<'PaymentRefundFailed' | 'DisputeOpened' | 'DisputeClosed'>;

/**
 * Notes trouble with a payment in its order's log, once: payments may tell of the same refund or dispute again.
 *
 * @throws UnknownOrder
 */
export async function handlePaymentTrouble(deps: SagaDeps, event: PaymentTrouble, now: Date): Promise<void> {
  const { orderId } = event.data;
  const fact = toFact(event);
  await handleOnce(deps, 'orders', event, async (tx) => {
    const context = { actor: event.source, correlationId: event.correlationid, now, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, orderId, () => ({ facts: [] }));
    if (!order) throw new UnknownOrder(`${event.type} for ${orderId}`);
    // The order is locked by now: nobody else notes the same meanwhile.
    const noted = await row(
      tx,
      'SELECT 1 FROM order_events WHERE order_id = $1 AND type = $2 AND data @> $3::jsonb LIMIT 1',
      [orderId, fact.type, JSON.stringify(keyOf(event))],
    );
    if (!noted) await changeOrder(tx, context, orderId, () => ({ facts: [fact] }));
  });
}

function toFact(event: PaymentTrouble): Extract<OrderFact, { type: PaymentTrouble['type'] }> {
  switch (event.type) {
    case 'PaymentRefundFailed': {
      const { refundId, returnId, refundAmountMinor: amountMinor, failureCode } = event.data;
      return { type: event.type, data: { refundId, returnId, amountMinor, failureCode } };
    }
    case 'DisputeOpened': {
      const { disputeId, disputedMinor: amountMinor, reason } = event.data;
      return { type: event.type, data: { disputeId, amountMinor, reason } };
    }
    case 'DisputeClosed': {
      const { disputeId, disputedMinor: amountMinor, outcome } = event.data;
      return { type: event.type, data: { disputeId, amountMinor, outcome } };
    }
  }
}

function keyOf(event: PaymentTrouble): object {
  return event.type === 'PaymentRefundFailed'
    ? { refundId: event.data.refundId }
    : { disputeId: event.data.disputeId };
}
