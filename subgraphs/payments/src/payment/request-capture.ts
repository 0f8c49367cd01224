import type { SoukEvent } from '@souk/shared/events/catalogue';
import type { EntityManager } from 'typeorm';
import type { PaymentNews } from './apply-outcome.ts';
import { type AskedChange, beginSteps, type StepUnderWay } from './begin-step.ts';
import { changeTo, tell } from './change.ts';
import type { Payment } from './payment.entity.ts';
import { lockPaymentsOfOrders } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Takes the money that was promised for orders, one request each. Asked again it tells again what came of it.
 *
 * @returns the calls to make after the commit
 * @throws Error where an order has no payment yet; the message comes again
 */
export async function requestCaptures(
  deps: PaymentDeps,
  tx: EntityManager,
  events: readonly SoukEvent<'PaymentCaptureRequested'>[],
): Promise<StepUnderWay[]> {
  const now = deps.clock();
  const payments = await lockPaymentsOfOrders(
    tx,
    events.map(({ data }) => data.orderId),
  );
  const asked = events.map(({ data: { orderId } }): AskedChange => {
    const stored = payments.get(orderId);
    if (!stored) throw new Error(`order ${orderId} asks for a capture but has no payment`);
    const wanted: Payment = { ...stored, captureRequested: true };
    return { stored, change: tell(changeTo(wanted), answerNow(wanted), now) };
  });
  return beginSteps(deps, tx, asked);
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
