import type { MoneyOperation, Payment } from './payment.entity.ts';

/**
 * What to do next about a payment. Steps with a `call` go to the provider; `settle` and `refund-rest` need nobody
 * else.
 */
export type NextStep =
  | { readonly kind: 'call'; readonly operation: MoneyOperation | 'retrieve' }
  | { readonly kind: 'settle'; readonly status: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED' }
  | { readonly kind: 'refund-rest' };

/**
 * Decides from the row alone, so that any process can go on where another stopped. A call whose outcome is not known
 * comes before everything else: a void that races an authorisation waits until that has landed. Letting go comes
 * before taking.
 *
 * @returns null when there is nothing to do now
 */
export function nextStep(payment: Payment, hasPendingRefund: boolean, now: Date): NextStep | null {
  const pausing = payment.fruitlessCalls > 0 && payment.dueAt !== null && payment.dueAt > now;
  if (pausing) return null;
  if (payment.unresolvedOperation) return { kind: 'call', operation: payment.unresolvedOperation };
  if (payment.refreshAt && payment.refreshAt <= now && payment.providerPaymentId) {
    return { kind: 'call', operation: 'retrieve' };
  }
  const letGo = payment.voidReason !== null;
  const free = payment.amountMinor === 0;
  switch (payment.status) {
    case 'PENDING':
      // Nothing was sent, so there is nothing to undo.
      if (letGo) return { kind: 'settle', status: 'VOIDED' };
      return free ? { kind: 'settle', status: 'AUTHORIZED' } : { kind: 'call', operation: 'authorise' };
    case 'REQUIRES_ACTION':
      if (letGo) return { kind: 'call', operation: 'void' };
      return payment.buyerApproved ? { kind: 'call', operation: 'confirm' } : null;
    case 'AUTHORIZED':
      if (letGo) return free ? { kind: 'settle', status: 'VOIDED' } : { kind: 'call', operation: 'void' };
      if (!payment.captureRequested) return null;
      return free ? { kind: 'settle', status: 'CAPTURED' } : { kind: 'call', operation: 'capture' };
    case 'CAPTURED':
    case 'PARTIALLY_REFUNDED':
      if (letGo) return { kind: 'refund-rest' };
      return hasPendingRefund ? { kind: 'call', operation: 'refund' } : null;
    case 'DECLINED':
    case 'VOIDED':
    case 'REFUNDED':
      return null;
  }
}
