import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import { changeOrder, type OrderDecision, unchanged } from '../order/change-order.ts';
import type { OrderState } from '../order/order-state.ts';
import { type SagaDeps, UnknownOrder } from '../saga/handle-saga-message.ts';

/**
 * Notes a refund in its order's log; the return that it belongs to is done with it.
 *
 * @throws UnknownOrder
 */
export async function handlePaymentRefunded(
  deps: SagaDeps,
  event: SoukEvent<'PaymentRefunded'>,
  now: Date,
): Promise<void> {
  await handleOnce(deps, 'orders', event, async (tx) => {
    const context = { actor: event.source, correlationId: event.correlationid, now, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, event.data.orderId, (found) =>
      noteRefund(found, event.data),
    );
    if (!order) throw new UnknownOrder(`${event.type} for ${event.data.orderId}`);
  });
}

/** A refund is noted once, by its id: payments may tell of it again. */
function noteRefund(
  order: OrderState,
  { refundId, returnId, amountMinor }: SoukEvent<'PaymentRefunded'>['data'],
): OrderDecision {
  if (order.refunds.some((refund) => refund.refundId === refundId)) return unchanged;
  return { facts: [{ type: 'PaymentRefunded', data: { refundId, returnId, amountMinor } }] };
}
