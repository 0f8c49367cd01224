import type {
  PaymentProvider,
  ProviderCustomer,
  ProviderIds,
  RefundOutcome,
} from '../provider/payment-provider.ts';
import type { Refund } from '../refund/refund.entity.ts';
import type { CallOutcome } from './apply-outcome.ts';
import type { MoneyOperation, Payment } from './payment.entity.ts';

export type CalledOperation = MoneyOperation | 'retrieve';

/** A call that was written down and is about to be sent. */
export type PaymentCall = {
  readonly payment: Payment;
  readonly operation: CalledOperation;
  /** For `refund`. */
  readonly refund: Refund | null;
  /** For `authorise`, where a method is kept or used again. */
  readonly paying: { readonly token: string; readonly customer: ProviderCustomer } | null;
  /** Whether the same call was sent before and its outcome is not known. */
  readonly isRepeat: boolean;
};

export type AnsweredCall = CallOutcome | { readonly operation: 'refund'; readonly outcome: RefundOutcome };

/**
 * The key of a call: made of the order or the refund, so that whoever makes it, whenever, asks for the same work.
 */
export function idempotencyKeyOf(operation: MoneyOperation, payment: Payment, refund: Refund | null): string {
  return operation === 'refund' ? `${refund!.id}:refund` : `${payment.orderId}:${operation}`;
}

/**
 * Speaks to the provider, outside of any transaction. A call that the provider would no longer recognise as a repeat,
 * and whose repeat would promise or pay the money twice, is not made.
 */
export async function callProvider(
  provider: PaymentProvider,
  call: PaymentCall,
  now: Date,
): Promise<AnsweredCall> {
  const { payment, operation, refund } = call;
  const firstAsked = refund?.createdAt ?? payment.createdAt;
  const isForgotten = call.isRepeat && now.getTime() - firstAsked.getTime() > provider.keysLastMs;
  if (isForgotten && (operation === 'authorise' || operation === 'refund')) {
    const reason = `the outcome of ${operation} was not found out while the provider knew its key`;
    return { operation, outcome: { kind: 'unknown', reason, needsPerson: true } };
  }
  const { amountMinor, currency } = payment;
  switch (operation) {
    case 'authorise': {
      const outcome = await provider.authorise({
        idempotencyKey: idempotencyKeyOf(operation, payment, refund),
        merchantReference: payment.orderId,
        description: `Order ${payment.orderNumber}`,
        amountMinor,
        currency,
        token: call.paying?.token ?? payment.paymentToken!,
        returnUrl: payment.returnUrl,
        customer: call.paying?.customer ?? null,
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
