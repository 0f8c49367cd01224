import type { IncomingHttpHeaders } from 'node:http';
import type Stripe from 'stripe';
import type { WebhookClaim, WebhookEvent, WebhookReading } from '../provider/payment-provider.ts';
import { fromStripeAmount } from './stripe-amount.ts';
import {
  chargeSchema,
  disputeSchema,
  eventSchema,
  intentSchema,
  orderKey,
  refundSchema,
  statusOf,
  toProviderRefund,
} from './stripe-objects.ts';

const toleranceSeconds = 300;

/** Reads a webhook of Stripe: the SDK checks signature and age over the raw bytes; a time to come is refused as well. */
export function readStripeWebhook(
  stripe: Stripe,
  secret: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  now: Date,
): WebhookReading {
  const header = headers['stripe-signature'];
  const signature = Array.isArray(header) ? header.join(',') : (header ?? '');
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature.slice(0, 2_000))?.[1] ?? 'NaN');
  if (!(signedAt * 1_000 <= now.getTime() + toleranceSeconds * 1_000)) {
    return { kind: 'refused', reason: 'the signature is not acceptable' };
  }
  let event: unknown;
  try {
    event = stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
  } catch (error) {
    const isJson = !(error instanceof SyntaxError);
    return {
      kind: 'refused',
      reason: isJson ? 'the signature is not acceptable' : 'the body is not an event',
    };
  }
  const parsed = eventSchema.safeParse(event).data;
  if (!parsed) return { kind: 'refused', reason: 'the body is not an event' };
  const read = readObject(parsed.type, parsed.data.object);
  if (read === 'ignored') return { kind: 'ignored' };
  if (!read) return { kind: 'refused', reason: 'the body is not an event' };
  const { id: eventId, type, livemode } = parsed;
  return { kind: 'event', event: { eventId, type, livemode, captureId: null, ...read } };
}

type Read = Pick<WebhookEvent, 'paymentId' | 'merchantReference' | 'claim'>;

/** What the event's object tells; null where it is not what its type promises. */
function readObject(type: string, object: Record<string, unknown>): Read | 'ignored' | null {
  // A failed try says nothing yet: the intent may be tried with another method. Ours are tried once.
  if (type.startsWith('payment_intent.')) return readIntent(object);
  if (type === 'charge.refunded' || type === 'charge.captured') return readCharge(object);
  if (type.startsWith('charge.dispute.')) {
    const dispute = disputeSchema.safeParse(object).data;
    return dispute ? named(dispute.payment_intent, null, { about: 'dispute' }) : null;
  }
  if (type.startsWith('refund.') || type === 'charge.refund.updated') {
    const refund = refundSchema.safeParse(object).data;
    if (!refund) return null;
    const { status } = toProviderRefund(refund);
    return named(refund.payment_intent, refund.metadata?.[orderKey], { about: 'refund', status });
  }
  return 'ignored';
}

function readIntent(object: Record<string, unknown>): Read | 'ignored' | null {
  const intent = intentSchema.safeParse(object).data;
  if (!intent) return null;
  // Made, and not tried yet: there is nothing to tell.
  if (intent.status === 'requires_payment_method' && !intent.last_payment_error) return 'ignored';
  const currency = intent.currency.toUpperCase();
  return named(intent.id, intent.metadata?.[orderKey], {
    about: 'payment',
    status: statusOf(intent),
    amountMinor: fromStripeAmount(intent.amount, currency),
    currency,
    capturedMinor: fromStripeAmount(intent.amount_received, currency),
    refundedMinor: 0,
  });
}

function readCharge(object: Record<string, unknown>): Read | 'ignored' | null {
  const charge = chargeSchema.safeParse(object).data;
  if (!charge) return null;
  const currency = charge.currency.toUpperCase();
  return named(charge.payment_intent, charge.metadata?.[orderKey], {
    about: 'payment',
    status: 'captured',
    amountMinor: fromStripeAmount(charge.amount, currency),
    currency,
    capturedMinor: fromStripeAmount(charge.amount_captured, currency),
    refundedMinor: fromStripeAmount(charge.amount_refunded, currency),
  });
}

/** Objects without an intent were not made by this shop. */
function named(
  paymentId: string | null | undefined,
  merchantReference: string | null | undefined,
  claim: WebhookClaim,
): Read | 'ignored' {
  if (!paymentId) return 'ignored';
  return { paymentId, merchantReference: merchantReference ?? null, claim };
}
