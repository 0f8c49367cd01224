import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import { recordEvents } from '@souk/shared/outbox';
import { beginStep, type StepUnderWay } from '../payment/begin-step.ts';
import { alsoWrite, type Change, changeTo, tellEvent, writeChanges } from '../payment/change.ts';
import { finishSteps } from '../payment/finish-steps.ts';
import { consumer } from '../payment/handle-requests.ts';
import type { Payment } from '../payment/payment.entity.ts';
import { lockPaymentOfOrder } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import { refundEvent, refundFailedEvent } from '../payment/payment-events.ts';
import type { Refund } from './refund.entity.ts';
import { findRefundByKey, insertRefund } from './refund.repository.ts';
import { newRefund, refundableMinor, reserveRefund } from './reserve-refund.ts';

/**
 * Pays a part of an order's money back because the orders subgraph asks for it. The same idempotency key asks once;
 * its outcome is told again. What cannot be paid back is written down as a failed refund, told and logged.
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
      if (known.status === 'FAILED') await recordEvents(tx, refundFailedEvent(payment, known, now));
      return;
    }
    const request = {
      amountMinor: data.amountMinor,
      reason: data.reason,
      returnId: data.returnId,
      requestKey: data.idempotencyKey,
      requestedBy: null,
    };
    const failureCode = failureOf(payment, data);
    if (failureCode !== null || data.amountMinor === 0) {
      const status = failureCode === null ? 'SUCCEEDED' : 'FAILED';
      const settled = newRefund(payment, request, { status, failureCode }, now);
      if (failureCode !== null) {
        const { orderId } = data;
        deps.logger.error({ orderId, refundId: settled.id, failureCode }, 'refund refused unasked');
      }
      await writeChanges(tx, [{ stored: payment, change: settledChange(payment, settled, now) }]);
      return;
    }
    const reserved = reserveRefund(payment, request, now);
    await insertRefund(tx, reserved.refund);
    step = await beginStep(deps, tx, payment, changeTo(reserved.payment));
  });
  await finishSteps(deps, step);
}

/** Why nothing is asked of the provider; null where it can be. */
function failureOf(
  payment: Payment,
  { amountMinor, currency }: SoukEvent<'PaymentRefundRequested'>['data'],
): string | null {
  if (currency !== payment.currency || amountMinor > refundableMinor(payment)) return 'amount_exceeded';
  return payment.disputed && amountMinor > 0 ? 'disputed' : null;
}

/** A refund that needs no provider, and the news of it. */
function settledChange(payment: Payment, refund: Refund, now: Date): Change {
  const written = alsoWrite(changeTo(payment), (tx) => insertRefund(tx, refund));
  const eventOf = refund.status === 'SUCCEEDED' ? refundEvent : refundFailedEvent;
  return tellEvent(written, (told) => eventOf(told, refund, now), now);
}
