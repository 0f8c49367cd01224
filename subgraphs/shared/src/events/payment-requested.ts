import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor } from './parts.ts';

export const paymentRequested = defineEvent({
  type: 'PaymentRequested',
  version: 1,
  owner: 'orders',
  description: 'The money of an order is to be authorised. Asking again for the same order changes nothing.',
  data: z.object({
    orderId: z.string(),
    number: z.string(),
    customerId: z.string().nullable(),
    guestId: z.string().nullable(),
    email: z.string(),
    amountMinor: nonNegativeMinor,
    currency: currencySchema,
    provider: z.enum(['SANDBOX', 'STRIPE', 'PAYPAL']),
    paymentToken: z.string(),
    returnUrl: z.string(),
  }),
});
