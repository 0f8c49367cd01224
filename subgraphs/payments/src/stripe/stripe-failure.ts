import Stripe from 'stripe';
import type { Unknown } from '../provider/payment-provider.ts';

/** A call that Stripe refused and that changed nothing: `code` tells why, `paymentId` which intent it left behind. */
export type Refusal = {
  readonly kind: 'refused';
  readonly isDecline: boolean;
  readonly code: string;
  readonly paymentId: string | null;
};

/**
 * What an error of Stripe's SDK means. Final: the card was declined, or the request cannot be carried out. Ambiguous or
 * passing: no answer, 5xx, 409, 429. For a person: our key, our rights, or a key used with another request.
 *
 * @throws what is not an error of Stripe's
 */
export function readStripeFailure(error: unknown): Refusal | Unknown {
  if (error instanceof DeadlinePassed) return { kind: 'unknown', reason: error.message };
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { statusCode, code, message } = error;
  const reason = `${error.type} ${statusCode ?? ''} ${code ?? ''}`.replace(/\s+/g, ' ').trim();
  if (error instanceof Stripe.errors.StripeCardError) {
    const paymentId = error.payment_intent?.id ?? null;
    return {
      kind: 'refused',
      isDecline: true,
      code: error.decline_code ?? code ?? 'card_declined',
      paymentId,
    };
  }
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  ) {
    return { kind: 'unknown', reason: `${reason}: our key is refused`, needsPerson: true };
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return { kind: 'unknown', reason: `${reason}: ${message}`.slice(0, 200), needsPerson: true };
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError && statusCode !== 409) {
    const paymentId = error.payment_intent?.id ?? null;
    return { kind: 'refused', isDecline: false, code: code ?? 'invalid_request', paymentId };
  }
  return { kind: 'unknown', reason };
}

/** The SDK's timeout counts silence; this one counts time. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** @throws DeadlinePassed where work takes longer */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
