import type { Payment } from '../payment/payment.entity.ts';
import type { RefundOutcome } from '../provider/payment-provider.ts';
import type { Refund } from './refund.entity.ts';

export type AppliedRefund = { readonly payment: Payment; readonly refund: Refund };

/** Payment and refund after the provider has answered. A refund that failed gives its reservation back. */
export function applyRefund(
  payment: Payment,
  refund: Refund,
  outcome: Exclude<RefundOutcome, { kind: 'unknown' }>,
  now: Date,
): AppliedRefund {
  const known: Payment = { ...payment, unresolvedOperation: null, fruitlessCalls: 0 };
  if (outcome.kind === 'failed') return failRefund(known, refund, outcome.failureCode, now);
  const refundedMinor = payment.refundedMinor + refund.amountMinor;
  return {
    payment: { ...known, refundedMinor, status: statusOf(known, refundedMinor) },
    refund: { ...refund, status: 'SUCCEEDED', providerRefundId: outcome.providerRefundId, updatedAt: now },
  };
}

/** A refund that cannot be made, or that had been accepted and bounced: its money is there to be refunded again. */
export function failRefund(payment: Payment, refund: Refund, failureCode: string, now: Date): AppliedRefund {
  const bounced = refund.status === 'SUCCEEDED' ? refund.amountMinor : 0;
  const refundedMinor = payment.refundedMinor - bounced;
  return {
    payment: {
      ...payment,
      refundedMinor,
      refundReservedMinor: payment.refundReservedMinor - refund.amountMinor,
      status: statusOf(payment, refundedMinor),
    },
    refund: { ...refund, status: 'FAILED', failureCode, updatedAt: now },
  };
}

function statusOf({ capturedMinor }: Payment, refundedMinor: number): Payment['status'] {
  if (refundedMinor === 0) return 'CAPTURED';
  return refundedMinor === capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}
