import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, paymentReference } from './parts.ts';

export const paymentRefunded = defineEvent({
  type: 'PaymentRefunded',
  version: 1,
  owner: 'payments',
  description: 'Money of an order was paid back; `amountMinor` is the refund.',
  data: paymentReference.extend({
    refundId: z.string(),
    returnId: z.string().nullable(),
    refundedTotalMinor: nonNegativeMinor,
    email: z.string(),
    number: z.string(),
    customerId: z.string().nullable(),
    guestId: z.string().nullable(),
  }),
});
