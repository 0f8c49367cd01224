import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import { beginStep, finishSteps, type StepUnderWay, tell } from './advance-payment.ts';
import type { PaymentNews } from './apply-outcome.ts';
import type { Payment } from './payment.entity.ts';
import { lockPaymentOfOrder } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { consumer } from './request-payment.ts';

/**
 * Takes the money that was promised. Asked again it tells again what came of it.
 *
 * @throws Error where the order has no payment yet; the message comes again
 */
export async function requestCapture(
  deps: PaymentDeps,
  event: SoukEvent<'PaymentCaptureRequested'>,
): Promise<void> {
  let step: StepUnderWay | null = null;
  await handleOnce(deps, consumer, event, async (tx) => {
    const payment = await lockPaymentOfOrder(tx, event.data.orderId);
    if (!payment) throw new Error(`order ${event.data.orderId} asks for a capture but has no payment`);
    const asked: Payment = { ...payment, captureRequested: true };
    step = await beginStep(deps, tx, await tell(tx, asked, answerNow(asked), deps.clock()));
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
