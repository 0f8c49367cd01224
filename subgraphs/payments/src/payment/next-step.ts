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
  const toRead = payment.refreshAt !== null && payment.refreshAt <= now && payment.providerPaymentId !== null;
  if (payment.unresolvedOperation) {
    // A webhook has told the id that the lost answer held: reading is surer than asking a second time.
    const isFound = payment.unresolvedOperation === 'authorise' && toRead;
    return { kind: 'call', operation: isFound ? 'retrieve' : payment.unresolvedOperation };
  }
  if (toRead) return { kind: 'call', operation: 'retrieve' };
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
      // A dispute may take the same money back.
      return hasPendingRefund && !payment.disputed ? { kind: 'call', operation: 'refund' } : null;
    case 'DECLINED':
    case 'VOIDED':
    case 'REFUNDED':
      return null;
  }
}
