import type { Payment } from '../payment/payment.entity.ts';
import type { RefundOutcome } from '../provider/payment-provider.ts';
import type { Refund } from './refund.entity.ts';

/** Payment and refund after the provider has answered. A refund that failed gives its reservation back. */
export function applyRefund(
  payment: Payment,
  refund: Refund,
  outcome: Exclude<RefundOutcome, { kind: 'unknown' }>,
  now: Date,
): { readonly payment: Payment; readonly refund: Refund } {
  const known: Payment = { ...payment, unresolvedOperation: null, fruitlessCalls: 0 };
  if (outcome.kind === 'failed') {
    return {
      payment: { ...known, refundReservedMinor: payment.refundReservedMinor - refund.amountMinor },
      refund: { ...refund, status: 'FAILED', failureCode: outcome.failureCode, updatedAt: now },
    };
  }
  const refundedMinor = payment.refundedMinor + refund.amountMinor;
  return {
    payment: {
      ...known,
      refundedMinor,
      status: refundedMinor === payment.capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
    },
    refund: { ...refund, status: 'SUCCEEDED', providerRefundId: outcome.providerRefundId, updatedAt: now },
  };
}
