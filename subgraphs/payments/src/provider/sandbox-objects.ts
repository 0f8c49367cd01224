import { z } from 'zod';
import type { KeptMethod, ProviderIds, ProviderPayment, WebhookClaim } from './payment-provider.ts';

/** A payment as the sandbox answers it. */
export const answerSchema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  merchantReference: z.string(),
  status: z.enum(['requires_action', 'approved', 'authorised', 'captured', 'voided', 'declined', 'expired']),
  amountMinor: z.number().int(),
  capturedMinor: z.number().int(),
  refundedMinor: z.number().int(),
  currency: z.string(),
  declineCode: z.string().nullable(),
  actionUrl: z.string().nullable(),
  expiresAt: z.string().pipe(z.coerce.date()).nullable(),
  authorisationId: z.string().nullish(),
  captureId: z.string().nullish(),
  refundId: z.string().optional(),
  refunds: z.array(z.object({ id: z.string(), status: z.enum(['succeeded', 'failed']) })).optional(),
  disputes: z
    .array(
      z.object({
        id: z.string(),
        status: z.enum(['open', 'won', 'lost']),
        reason: z.string(),
        amountMinor: z.number().int(),
        openedAt: z.coerce.date(),
        respondBy: z.coerce.date(),
      }),
    )
    .optional(),
  keptMethod: z
    .object({
      id: z.string(),
      customer: z.string(),
      brand: z.string(),
      last4: z.string(),
      expiryMonth: z.number().int(),
      expiryYear: z.number().int(),
    })
    .nullish(),
});
export type SandboxAnswer = z.infer<typeof answerSchema>;

export const webhookSchema = z.object({
  id: z.string().min(1).max(100),
  type: z.string().max(100),
  livemode: z.boolean(),
  data: z.object({ payment: answerSchema }),
});

export const ledgerSchema = z.object({
  accounts: z.array(
    z.object({
      paymentId: z.string(),
      merchantReference: z.string(),
      currency: z.string(),
      capturedMinor: z.number().int(),
      refundedMinor: z.number().int(),
      updatedAt: z.coerce.date(),
    }),
  ),
  next: z.string().nullable(),
});

export const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/** Refunds that bounced and disputes have events of their own; all others tell where the payment stands. */
export function claimOf(type: string, payment: ReturnType<typeof toProviderPayment>): WebhookClaim {
  if (type.startsWith('payment.dispute_')) return { about: 'dispute' };
  if (type === 'payment.refund_failed') return { about: 'refund', status: 'failed' };
  return { about: 'payment', ...payment };
}

export function keptMethodOf({ keptMethod }: SandboxAnswer): KeptMethod | null {
  if (!keptMethod) return null;
  const { id: methodId, customer: customerId, ...face } = keptMethod;
  return { ...face, customerId, methodId };
}

export function toProviderPayment(
  payment: SandboxAnswer,
): Omit<ProviderPayment, 'ids' | 'refunds' | 'disputes' | 'keptMethod'> {
  const { merchantReference, amountMinor, capturedMinor, refundedMinor, currency, actionUrl } = payment;
  return {
    status: payment.status === 'expired' ? 'voided' : payment.status,
    declineCode: payment.declineCode,
    merchantReference,
    amountMinor,
    capturedMinor,
    refundedMinor,
    currency,
    actionUrl,
  };
}

export function idsOf(payment: SandboxAnswer): ProviderIds {
  return {
    paymentId: payment.id,
    authorisationId: payment.authorisationId ?? null,
    captureId: payment.captureId ?? null,
  };
}
