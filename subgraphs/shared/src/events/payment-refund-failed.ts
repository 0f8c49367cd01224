import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, paymentReference } from './parts.ts';

export const paymentRefundFailed = defineEvent({
  type: 'PaymentRefundFailed',
  version: 1,
  owner: 'payments',
  description:
    'Money of an order could not be paid back, for good; also after a refund that had been told as PaymentRefunded bounced.',
  data: paymentReference.extend({
    /** The order's; absent from events of older publishers. */
    number: z.string().optional(),
    refundId: z.string(),
    refundAmountMinor: nonNegativeMinor,
    returnId: z.string().nullable(),
    failureCode: z.string(),
    refundedTotalMinor: nonNegativeMinor,
  }),
});
