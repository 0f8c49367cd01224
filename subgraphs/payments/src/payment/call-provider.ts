import type { PaymentProvider, ProviderIds, RefundOutcome } from '../provider/payment-provider.ts';
import type { Refund } from '../refund/refund.entity.ts';
import type { CallOutcome } from './apply-outcome.ts';
import type { MoneyOperation, Payment } from './payment.entity.ts';

/** A call that was written down and is about to be sent. */
export type PaymentCall = {
  readonly payment: Payment;
  readonly operation: MoneyOperation | 'retrieve';
  /** For `refund`. */
  readonly refund: Refund | null;
};

export type AnsweredCall = CallOutcome | { readonly operation: 'refund'; readonly outcome: RefundOutcome };

/**
 * The key of a call: made of the order or the refund, so that whoever makes it, whenever, asks for the same work.
 */
export function idempotencyKeyOf(operation: MoneyOperation, payment: Payment, refund: Refund | null): string {
  return operation === 'refund' ? `${refund!.id}:refund` : `${payment.orderId}:${operation}`;
}

/** Speaks to the provider, outside of any transaction. */
export async function callProvider(provider: PaymentProvider, call: PaymentCall): Promise<AnsweredCall> {
  const { payment, operation, refund } = call;
  const { amountMinor, currency } = payment;
  switch (operation) {
    case 'authorise': {
      const outcome = await provider.authorise({
        idempotencyKey: idempotencyKeyOf(operation, payment, refund),
        merchantReference: payment.orderId,
        description: `Order ${payment.orderNumber}`,
        amountMinor,
        currency,
        token: payment.paymentToken!,
        returnUrl: payment.returnUrl,
      });
      return { operation, outcome };
    }
    case 'retrieve':
      return { operation, outcome: await provider.retrieve(idsOf(payment)) };
  }
  const request = {
    ids: idsOf(payment),
    idempotencyKey: idempotencyKeyOf(operation, payment, refund),
    currency,
  };
  switch (operation) {
    case 'confirm':
      return { operation, outcome: await provider.confirm(request) };
    case 'capture':
      return { operation, outcome: await provider.capture({ ...request, amountMinor }) };
    case 'void':
      return { operation, outcome: await provider.void(request) };
    case 'refund':
      return {
        operation,
        outcome: await provider.refund({ ...request, amountMinor: refund!.amountMinor }),
      };
  }
}

function idsOf(payment: Payment): ProviderIds {
  return {
    paymentId: payment.providerPaymentId!,
    authorisationId: payment.providerAuthorisationId,
    captureId: payment.providerCaptureId,
  };
}
