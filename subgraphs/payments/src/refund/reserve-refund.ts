import { createId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Payment } from '../payment/payment.entity.ts';
import type { Refund } from './refund.entity.ts';
import { insertRefund } from './refund.repository.ts';

export type RefundRequest = Pick<
  Refund,
  'amountMinor' | 'reason' | 'returnId' | 'requestKey' | 'requestedBy'
>;

/** What is left of the captured money once all refunds under way have gone through. */
export function refundableMinor(payment: Payment): number {
  return payment.capturedMinor - payment.refundReservedMinor;
}

/**
 * Writes a refund and reserves its amount on the payment, whose row the caller has locked and will save. From here
 * on no other refund can take the same money.
 *
 * @throws RangeError when less is left
 */
export async function reserveRefund(
  tx: EntityManager,
  payment: Payment,
  request: RefundRequest,
  now: Date,
): Promise<{ readonly payment: Payment; readonly refund: Refund }> {
  if (request.amountMinor > refundableMinor(payment)) throw new RangeError('more than is left to refund');
  const refund: Refund = {
    ...request,
    id: createId('rfd', now.getTime()),
    paymentId: payment.id,
    status: 'PENDING',
    providerRefundId: null,
    failureCode: null,
    createdAt: now,
    updatedAt: now,
  };
  await insertRefund(tx, refund);
  return {
    refund,
    payment: { ...payment, refundReservedMinor: payment.refundReservedMinor + refund.amountMinor },
  };
}
