import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor } from './parts.ts';

export const paymentRefundRequested = defineEvent({
  type: 'PaymentRefundRequested',
  version: 1,
  owner: 'orders',
  description: 'A part of the captured money of an order is to be paid back.',
  data: z.object({
    orderId: z.string(),
    returnId: z.string().nullable(),
    amountMinor: nonNegativeMinor,
    currency: currencySchema,
    reason: z.string(),
    idempotencyKey: z.string(),
  }),
});
