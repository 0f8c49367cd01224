import type Stripe from 'stripe';
import type { ProviderAccount } from '../provider/payment-provider.ts';
import { fromStripeAmount } from './stripe-amount.ts';
import { chargeSchema, eventSchema, intentSchema, orderKey } from './stripe-objects.ts';

const pageSize = 100;

/**
 * Stripe's books of what was captured and refunded since an instant, from its events, the only list that is in the
 * order of changes. Each payment comes once, as its newest events show it. Events are kept for 30 days.
 */
export async function* stripeAccountsSince(
  stripe: Stripe,
  since: Date,
  deadlineMs: number,
): AsyncIterable<readonly ProviderAccount[]> {
  const accounts = new Map<string, ProviderAccount>();
  const query = {
    types: ['payment_intent.succeeded', 'charge.refunded'],
    created: { gte: Math.floor(since.getTime() / 1_000) },
    limit: pageSize,
  };
  let after: string | undefined;
  do {
    const page = await stripe.events.list(
      { ...query, ...(after ? { starting_after: after } : {}) },
      { timeout: deadlineMs },
    );
    for (const event of page.data) {
      const account = accountOf(event);
      if (account) accounts.set(account.paymentId, merged(accounts.get(account.paymentId), account));
    }
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
  const all = [...accounts.values()];
  for (let start = 0; start < all.length; start += pageSize) yield all.slice(start, start + pageSize);
}

function accountOf(raw: unknown): ProviderAccount | null {
  const event = eventSchema.safeParse(raw).data;
  const intent = intentSchema.safeParse(event?.data.object).data;
  if (event && intent) {
    const currency = intent.currency.toUpperCase();
    return {
      paymentId: intent.id,
      merchantReference: intent.metadata?.[orderKey] ?? '',
      currency,
      capturedMinor: fromStripeAmount(intent.amount_received, currency),
      refundedMinor: 0,
      updatedAt: event.created,
    };
  }
  const charge = chargeSchema.safeParse(event?.data.object).data;
  if (!event || !charge?.payment_intent) return null;
  const currency = charge.currency.toUpperCase();
  return {
    paymentId: charge.payment_intent,
    merchantReference: charge.metadata?.[orderKey] ?? '',
    currency,
    capturedMinor: fromStripeAmount(charge.amount_captured, currency),
    refundedMinor: fromStripeAmount(charge.amount_refunded, currency),
    updatedAt: event.created,
  };
}

/** Both amounts only grow, so the larger is the newer. */
function merged(known: ProviderAccount | undefined, other: ProviderAccount): ProviderAccount {
  if (!known) return other;
  return {
    ...known,
    merchantReference: known.merchantReference || other.merchantReference,
    capturedMinor: Math.max(known.capturedMinor, other.capturedMinor),
    refundedMinor: Math.max(known.refundedMinor, other.refundedMinor),
    updatedAt: new Date(Math.max(known.updatedAt.getTime(), other.updatedAt.getTime())),
  };
}
