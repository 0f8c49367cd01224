import type { AuthoriseOutcome, ProviderPayment, Unknown } from '../provider/payment-provider.ts';
import { orderSchema, toProviderPayment } from './paypal-objects.ts';

/** Refusals that mean the buyer's means of payment, not the request. */
export const declines = new Set([
  'INSTRUMENT_DECLINED',
  'PAYER_CANNOT_PAY',
  'PAYER_ACCOUNT_RESTRICTED',
  'PAYER_ACCOUNT_LOCKED_OR_CLOSED',
  'PAYEE_BLOCKED_TRANSACTION',
  'TRANSACTION_REFUSED',
  'TRANSACTION_LIMIT_EXCEEDED',
  'TRANSACTION_BLOCKED_BY_PAYEE',
  'TRANSACTION_RECEIVING_LIMIT_EXCEEDED',
  'DECLINED_DUE_TO_RELATED_TXN',
  'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED',
  'DUPLICATE_INVOICE_ID',
  'ORDER_EXPIRED',
]);
/** Refusals of a void that mean it is done. */
export const voidedAlready = new Set(['PREVIOUSLY_VOIDED', 'AUTHORIZATION_VOIDED', 'AUTHORIZATION_EXPIRED']);

/** What a payment tells after it was asked for or confirmed. */
export function toAuthoriseOutcome(payment: ProviderPayment | null): AuthoriseOutcome {
  if (!payment) return unknown('PayPal answered something unexpected');
  const { ids, status, actionUrl } = payment;
  if (status === 'authorised') return { kind: 'authorised', ids };
  if (status === 'declined') {
    return { kind: 'declined', ids, declineCode: payment.declineCode ?? 'declined' };
  }
  if ((status === 'requires_action' || status === 'approved') && actionUrl) {
    return { kind: 'requires_action', ids, actionUrl, expiresAt: null };
  }
  return unknown(`the order is ${status}, which was not asked for`);
}

/** The payment in an answer; null where it is no order. */
export function paymentOf(body: unknown): ProviderPayment | null {
  const order = orderSchema.safeParse(body).data;
  return order ? toProviderPayment(order, []) : null;
}

/** PayPal's ids are letters, digits and dashes; whatever else there is does not change the path. */
export function idInPath(id: string | null): string {
  return encodeURIComponent(id ?? '-');
}

export function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason };
}
