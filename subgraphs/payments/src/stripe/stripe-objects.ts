import { z } from 'zod';
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '../provider/payment-provider.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/** The metadata under which Stripe's books name our order and our refund. */
export const orderKey = 'souk_order';
export const refundKey = 'souk_refund';

const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const unixTime = z.number().transform((seconds) => new Date(seconds * 1_000));

/** What we read of a PaymentIntent. */
export const intentSchema = z.object({
  id: z.string(),
  object: z.literal('payment_intent'),
  livemode: z.boolean(),
  status: z.enum([
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'processing',
    'requires_capture',
    'canceled',
    'succeeded',
  ]),
  amount: z.number().int(),
  amount_received: z.number().int().default(0),
  currency: z.string(),
  customer: reference.nullish(),
  payment_method: reference.nullish(),
  setup_future_usage: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  next_action: z.object({ redirect_to_url: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
});
export type Intent = z.infer<typeof intentSchema>;

export const refundSchema = z.object({
  id: z.string(),
  object: z.literal('refund'),
  amount: z.number().int(),
  currency: z.string(),
  payment_intent: reference.nullish(),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
export type StripeRefund = z.infer<typeof refundSchema>;

export const disputeSchema = z.object({
  id: z.string(),
  object: z.literal('dispute'),
  amount: z.number().int(),
  currency: z.string(),
  payment_intent: reference.nullish(),
  status: z.string(),
  reason: z.string(),
  created: unixTime,
  evidence_details: z.object({ due_by: unixTime.nullish() }).nullish(),
});

/** What we read of a charge, which only events show. */
export const chargeSchema = z.object({
  id: z.string(),
  object: z.literal('charge'),
  amount: z.number().int(),
  amount_captured: z.number().int().default(0),
  amount_refunded: z.number().int(),
  currency: z.string(),
  livemode: z.boolean(),
  payment_intent: reference.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

export const eventSchema = z.object({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().max(100),
  livemode: z.boolean(),
  created: unixTime,
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

/** Where a payment stands by its intent's status. An intent that wants another method after a failed try is declined. */
export function statusOf({ status }: Intent): ProviderPayment['status'] {
  switch (status) {
    case 'requires_payment_method':
      return 'declined';
    case 'requires_confirmation':
      return 'approved';
    case 'requires_action':
    case 'processing':
      return 'requires_action';
    case 'requires_capture':
      return 'authorised';
    case 'canceled':
      return 'voided';
    case 'succeeded':
      return 'captured';
  }
}

export function toProviderRefund({ id, status, failure_reason }: StripeRefund): ProviderRefund {
  const failed = status === 'failed' || status === 'canceled';
  return {
    refundId: id,
    status: failed ? 'failed' : status === 'succeeded' ? 'succeeded' : 'pending',
    failureCode: failed ? (failure_reason ?? status) : null,
  };
}

/** An inquiry (`warning_…`) takes no money, but is a dispute in all but that; closed it is won. */
export function toProviderDispute(dispute: z.infer<typeof disputeSchema>): ProviderDispute {
  const won = ['won', 'warning_closed', 'prevented'].includes(dispute.status);
  const currency = dispute.currency.toUpperCase();
  return {
    disputeId: dispute.id,
    status: dispute.status === 'lost' ? 'lost' : won ? 'won' : 'open',
    reason: dispute.reason,
    amountMinor: fromStripeAmount(dispute.amount, currency),
    currency,
    openedAt: dispute.created,
    respondBy: dispute.evidence_details?.due_by ?? null,
  };
}
