import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId } from '@souk/shared/ids';
import { handleOnce } from '@souk/shared/inbox';
import { recordEvents } from '@souk/shared/outbox';
import { beginStep, finishSteps, type StepUnderWay } from '../payment/advance-payment.ts';
import type { Payment } from '../payment/payment.entity.ts';
import { lockPaymentOfOrder } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import { refundEvent } from '../payment/payment-events.ts';
import { consumer } from '../payment/request-payment.ts';
import type { Refund } from './refund.entity.ts';
import { findRefundByKey, insertRefund } from './refund.repository.ts';
import { refundableMinor, reserveRefund } from './reserve-refund.ts';

/**
 * Pays a part of an order's money back because the orders subgraph asks for it. The same idempotency key asks once;
 * after success it is told again. What cannot be paid back is written down as a failed refund and logged.
 *
 * @throws Error where the order has no captured payment yet; the message comes again
 */
export async function requestRefund(
  deps: PaymentDeps,
  event: SoukEvent<'PaymentRefundRequested'>,
): Promise<void> {
  const { data } = event;
  let step: StepUnderWay | null = null;
  await handleOnce(deps, consumer, event, async (tx) => {
    const now = deps.clock();
    const payment = await lockPaymentOfOrder(tx, data.orderId);
    if (!payment || payment.status === 'PENDING' || payment.status === 'AUTHORIZED') {
      throw new Error(`order ${data.orderId} asks for a refund but nothing was captured`);
    }
    const known = await findRefundByKey(tx, payment.id, data.idempotencyKey);
    if (known) {
      if (known.status === 'SUCCEEDED') await recordEvents(tx, refundEvent(payment, known, now));
      return;
    }
    const request = {
      amountMinor: data.amountMinor,
      reason: data.reason,
      returnId: data.returnId,
      requestKey: data.idempotencyKey,
      requestedBy: null,
    };
    if (data.currency !== payment.currency || data.amountMinor > refundableMinor(payment)) {
      const failed = settledRefund(
        payment,
        { ...request, status: 'FAILED', failureCode: 'amount_exceeded' },
        now,
      );
      await insertRefund(tx, failed);
      deps.logger.error(
        { orderId: data.orderId, refundId: failed.id },
        'an order asks for more than was captured',
      );
      return;
    }
    if (data.amountMinor === 0) {
      const nothing = settledRefund(payment, { ...request, status: 'SUCCEEDED', failureCode: null }, now);
      await insertRefund(tx, nothing);
      await recordEvents(tx, refundEvent(payment, nothing, now));
      return;
    }
    step = await beginStep(deps, tx, (await reserveRefund(tx, payment, request, now)).payment);
  });
  await finishSteps(deps, step);
}

function settledRefund(
  payment: Payment,
  fields: Omit<Refund, 'id' | 'paymentId' | 'providerRefundId' | 'createdAt' | 'updatedAt'>,
  now: Date,
): Refund {
  return {
    ...fields,
    id: createId('rfd', now.getTime()),
    paymentId: payment.id,
    providerRefundId: null,
    createdAt: now,
    updatedAt: now,
  };
}
