import { createId } from '@souk/shared/ids';
import type { Payment } from '../payment/payment.entity.ts';
import type { Refund } from './refund.entity.ts';

export type RefundRequest = Pick<
  Refund,
  'amountMinor' | 'reason' | 'returnId' | 'requestKey' | 'requestedBy'
>;

/** What is left of the captured money once all refunds under way have gone through, and lost disputes are counted. */
export function refundableMinor(payment: Payment): number {
  return Math.max(0, payment.capturedMinor - payment.refundReservedMinor - payment.disputeLostMinor);
}

/** Whether a refund that waits can still be made: a dispute that was lost meanwhile may have taken its money. */
export function isLeftFor(refund: Refund, payment: Payment): boolean {
  const { capturedMinor, refundedMinor, disputeLostMinor } = payment;
  return refund.amountMinor <= capturedMinor - refundedMinor - disputeLostMinor;
}

/**
 * A refund, and the payment with its amount reserved: both are to be written in one transaction that has the
 * payment's row. From then on no other refund can take the same money.
 *
 * @throws RangeError when less is left
 */
export function reserveRefund(
  payment: Payment,
  request: RefundRequest,
  now: Date,
): { readonly payment: Payment; readonly refund: Refund } {
  if (request.amountMinor > refundableMinor(payment)) throw new RangeError('more than is left to refund');
  return {
    refund: newRefund(payment, request, { status: 'PENDING', failureCode: null }, now),
    payment: { ...payment, refundReservedMinor: payment.refundReservedMinor + request.amountMinor },
  };
}

/** A refund that is written down but not yet asked for, or that needs not be asked for. */
export function newRefund(
  payment: Payment,
  request: RefundRequest,
  outcome: Pick<Refund, 'status' | 'failureCode'>,
  now: Date,
): Refund {
  return {
    ...request,
    ...outcome,
    id: createId('rfd', now.getTime()),
    paymentId: payment.id,
    providerRefundId: null,
    createdAt: now,
    updatedAt: now,
  };
}
