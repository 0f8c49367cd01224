import type { SoukEvent } from '@souk/shared/events/catalogue';
import { inTransaction } from '@souk/shared/outbox';
import { finishSteps } from './advance-payment.ts';
import type { PaymentNews } from './apply-outcome.ts';
import { beginStep } from './begin-step.ts';
import { changeTo, tell } from './change.ts';
import { claimPayment } from './claim-event.ts';
import type { Payment } from './payment.entity.ts';
import { lockPaymentOfOrder } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Takes the money that was promised. Asked again it tells again what came of it.
 *
 * @throws Error where the order has no payment yet; the message comes again
 */
export async function requestCapture(
  deps: PaymentDeps,
  event: SoukEvent<'PaymentCaptureRequested'>,
): Promise<void> {
  const { orderId } = event.data;
  const step = await inTransaction(deps, async (tx) => {
    const payment = await claimPayment(tx, event, orderId);
    if (!payment) {
      if (await lockPaymentOfOrder(tx, orderId)) return null;
      throw new Error(`order ${orderId} asks for a capture but has no payment`);
    }
    const asked: Payment = { ...payment, captureRequested: true };
    return beginStep(deps, tx, payment, tell(changeTo(asked), answerNow(asked), deps.clock()));
  });
  await finishSteps(deps, step);
}

/** The answer where it is known already. */
function answerNow(payment: Payment): PaymentNews[] {
  switch (payment.status) {
    case 'PENDING':
    case 'REQUIRES_ACTION':
      return [];
    case 'AUTHORIZED':
      return payment.captureFailureCode === null ? [] : ['PaymentCaptureFailed'];
    case 'CAPTURED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED':
      return ['PaymentCaptured'];
    case 'DECLINED':
    case 'VOIDED':
      return ['PaymentCaptureFailed'];
  }
}
