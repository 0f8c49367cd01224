import { isAdmin, requireScope } from '@souk/shared/viewer';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { MutationResolvers, PaymentsErrorCode, RefundResolvers } from '../generated/schema.ts';
import { findPayments } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { Refund } from './refund.entity.ts';
import { findRefund } from './refund.repository.ts';
import { type RefundRefusal, refundPayment } from './refund-payment.ts';

/** A refund with the currency of its payment. */
export type RefundOfPayment = Refund & { readonly currency: string };

/** Text as people write it: no control characters (NUL among them) and no half of a surrogate pair. */
const cleanText = z
  .string()
  .trim()
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'must be plain text');
const refundInput = z.object({
  paymentId: cleanText.max(100),
  amountMinor: z.number().int().positive('must be more than 0').nullish(),
  reason: cleanText.max(500).nullish(),
  idempotencyKey: cleanText.min(1).max(200),
});

const messages: Readonly<Record<RefundRefusal, string>> = {
  NOT_FOUND: 'There is no such payment.',
  INVALID_STATUS: 'Only a payment that was captured can be refunded.',
  PAYMENT_DISPUTED: 'The buyer disputes the payment; wait for the decision.',
  AMOUNT_EXCEEDED: 'That is more than is left of what was captured.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used with another request.',
};
const fields: Readonly<Partial<Record<RefundRefusal, string>>> = {
  NOT_FOUND: 'paymentId',
  AMOUNT_EXCEEDED: 'amountMinor',
  IDEMPOTENCY_KEY_REUSED: 'idempotencyKey',
};

export function createRefundMutations(deps: PaymentDeps): Pick<MutationResolvers<Context>, 'refundPayment'> {
  return {
    refundPayment: async (_parent, { input }, { viewer }) => {
      const admin = requireScope(viewer, 'payments:refund');
      const parsed = refundInput.safeParse(input);
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        return refusal('INVALID_INPUT', issue.path.join('.'), issue.message);
      }
      const { paymentId, amountMinor = null, reason = null, idempotencyKey } = parsed.data;
      const result = await refundPayment(deps, {
        paymentId,
        amountMinor,
        reason,
        idempotencyKey,
        requestedBy: admin.id,
      });
      if (result.kind === 'refused') return refusal(result.code, fields[result.code], messages[result.code]);
      const { manager } = deps.dataSource;
      const [refund, [payment]] = await Promise.all([
        findRefund(manager, result.refundId),
        findPayments(manager, [paymentId]),
      ]);
      return { refund: { ...refund!, currency: payment!.currency }, payment: payment!, userErrors: [] };
    },
  };
}

export const refundResolvers: RefundResolvers<Context> = {
  failureCode: ({ failureCode }, _args, { viewer }) => (isAdmin(viewer) ? failureCode : null),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
};

function refusal(code: PaymentsErrorCode, field: string | undefined, message: string) {
  return {
    refund: null,
    payment: null,
    userErrors: [{ code, field: field ? field.split('.') : null, message }],
  };
}
