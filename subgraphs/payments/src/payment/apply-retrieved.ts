import type { EntityManager } from 'typeorm';
import { applyDisputes } from '../dispute/apply-disputes.ts';
import { findDisputesOfPayments, saveDispute } from '../dispute/dispute.repository.ts';
import type { ProviderPayment } from '../provider/payment-provider.ts';
import { failRefund } from '../refund/apply-refund.ts';
import { findRefundsOfPayments, saveRefund } from '../refund/refund.repository.ts';
import { alsoWrite, type Change, tellEvent } from './change.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { disputeEvent, refundFailedEvent } from './payment-events.ts';

/**
 * Adds what the provider's payment tells beyond its own state: disputes that were opened or decided, and refunds that
 * had been accepted and then bounced.
 */
export async function applyRetrieved(
  deps: Pick<PaymentDeps, 'logger'>,
  tx: EntityManager,
  change: Change,
  found: ProviderPayment,
  now: Date,
): Promise<Change> {
  const failed = new Map(
    found.refunds.filter(({ status }) => status === 'failed').map((refund) => [refund.refundId, refund]),
  );
  let next = change;
  if (failed.size > 0) {
    for (const refund of await findRefundsOfPayments(tx, [change.payment.id])) {
      const theirs = refund.providerRefundId === null ? undefined : failed.get(refund.providerRefundId);
      if (!theirs || refund.status !== 'SUCCEEDED') continue;
      const after = failRefund(next.payment, refund, theirs.failureCode ?? 'refused', now);
      deps.logger.error({ paymentId: change.payment.id, refundId: refund.id }, 'a refund bounced');
      next = alsoWrite({ ...next, payment: after.payment }, (writing) => saveRefund(writing, after.refund));
      next = tellEvent(next, (payment) => refundFailedEvent(payment, after.refund, now), now);
    }
  }
  if (found.disputes.length === 0) return next;
  const known = await findDisputesOfPayments(tx, [change.payment.id]);
  const { payment, toSave, toTell } = applyDisputes(next.payment, known, found.disputes, now);
  next = { ...next, payment };
  for (const dispute of toSave) next = alsoWrite(next, (writing) => saveDispute(writing, dispute));
  for (const dispute of toTell) {
    if (dispute.status === 'OPEN') {
      deps.logger.error({ paymentId: payment.id, disputeId: dispute.id }, 'a payment is disputed');
    }
    next = tellEvent(next, (told) => disputeEvent(told, dispute, now), now);
  }
  return next;
}
