import { z } from 'zod';
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '../provider/payment-provider.ts';
import { fromPayPalValue } from './paypal-amount.ts';

/** An amount of PayPal's in our minor units. */
export const moneySchema = z
  .object({ currency_code: z.string().regex(/^[A-Z]{3}$/), value: z.string() })
  .transform(({ currency_code: currency, value }, context) => {
    const amountMinor = fromPayPalValue(value, currency);
    if (amountMinor !== null) return { amountMinor, currency };
    context.addIssue({ code: 'custom', message: 'is not an amount' });
    return z.NEVER;
  });

const links = z.array(z.object({ href: z.string(), rel: z.string() })).optional();
const relatedIds = z
  .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
  .optional();

export const authorisationSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount: moneySchema.optional(),
  custom_id: z.string().optional(),
  supplementary_data: relatedIds,
});
export const captureSchema = authorisationSchema.extend({ links });
export const refundSchema = captureSchema;

export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z
    .array(
      z.object({
        amount: moneySchema.optional(),
        custom_id: z.string().optional(),
        payments: z
          .object({
            authorizations: z.array(authorisationSchema).optional(),
            captures: z.array(captureSchema).optional(),
            refunds: z.array(refundSchema).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
  links,
});
export type PayPalOrder = z.infer<typeof orderSchema>;

export const disputeSchema = z.object({
  dispute_id: z.string(),
  create_time: z.coerce.date(),
  reason: z.string().default('OTHER'),
  status: z.string(),
  dispute_amount: moneySchema,
  seller_response_due_date: z.coerce.date().optional(),
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  disputed_transactions: z
    .array(z.object({ seller_transaction_id: z.string().optional(), custom: z.string().optional() }))
    .optional(),
});

const takenStatuses = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'];

/** A payment as PayPal has it: the order, what was authorised of it, and what was taken. Null where it has no amount. */
export function toProviderPayment(
  order: PayPalOrder,
  disputes: readonly ProviderDispute[],
): ProviderPayment | null {
  const unit = order.purchase_units[0]!;
  if (!unit.amount) return null;
  const { authorizations = [], captures = [], refunds = [] } = unit.payments ?? {};
  const taken = captures.filter(({ status }) => takenStatuses.includes(status));
  const given = refunds.filter((refund) => toProviderRefund(refund).status !== 'failed');
  const authorisation = authorizations.at(-1);
  return {
    ids: {
      paymentId: order.id,
      authorisationId: authorisation?.id ?? null,
      captureId: taken[0]?.id ?? null,
    },
    status: statusOf(order, authorisation?.status, taken.length > 0),
    merchantReference: unit.custom_id ?? '',
    amountMinor: unit.amount.amountMinor,
    capturedMinor: sumOf(taken),
    refundedMinor: sumOf(given),
    currency: unit.amount.currency,
    declineCode: authorisation?.status === 'DENIED' ? 'authorization_denied' : null,
    actionUrl: actionUrlOf(order),
    refunds: refunds.map(toProviderRefund),
    disputes,
    keptMethod: null,
  };
}

function statusOf(
  order: PayPalOrder,
  authorisation: string | undefined,
  isTaken: boolean,
): ProviderPayment['status'] {
  if (isTaken) return 'captured';
  switch (authorisation) {
    case 'CREATED':
    case 'CAPTURED':
    case 'PARTIALLY_CAPTURED':
      // CAPTURED with a capture that is not through yet: the promise stands.
      return 'authorised';
    case 'DENIED':
      return 'declined';
    case 'VOIDED':
    case 'EXPIRED':
      return 'voided';
    case 'PENDING':
      return 'requires_action';
  }
  if (order.status === 'APPROVED') return 'approved';
  return order.status === 'VOIDED' ? 'voided' : 'requires_action';
}

/** PayPal's page for the buyer. */
export function actionUrlOf({ links: found = [] }: PayPalOrder): string | null {
  return found.find(({ rel }) => rel === 'payer-action' || rel === 'approve')?.href ?? null;
}

export function toProviderRefund({ id, status }: z.infer<typeof refundSchema>): ProviderRefund {
  const failed = status === 'FAILED' || status === 'CANCELLED';
  return {
    refundId: id,
    status: failed ? 'failed' : status === 'PENDING' ? 'pending' : 'succeeded',
    failureCode: failed ? status.toLowerCase() : null,
  };
}

/** A dispute counts as lost where the buyer gets the money. */
export function toProviderDispute(dispute: z.infer<typeof disputeSchema>): ProviderDispute {
  const lost = ['RESOLVED_BUYER_FAVOUR', 'RESOLVED_WITH_PAYOUT', 'ACCEPTED'];
  const isLost = lost.includes(dispute.dispute_outcome?.outcome_code ?? '');
  return {
    disputeId: dispute.dispute_id,
    status: dispute.status !== 'RESOLVED' ? 'open' : isLost ? 'lost' : 'won',
    reason: dispute.reason.toLowerCase(),
    ...dispute.dispute_amount,
    openedAt: dispute.create_time,
    respondBy: dispute.seller_response_due_date ?? null,
  };
}

function sumOf(items: readonly { readonly amount?: { readonly amountMinor: number } | undefined }[]): number {
  return items.reduce((sum, { amount }) => sum + (amount?.amountMinor ?? 0), 0);
}
