import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentActionRequired = defineEvent({
  type: 'PaymentActionRequired',
  version: 1,
  owner: 'payments',
  description: 'The buyer must act at the provider before the money is promised.',
  data: paymentReference.extend({
    actionUrl: z.string(),
    expiresAt: z.iso.datetime(),
    email: z.string(),
    number: z.string(),
    customerId: z.string().nullable(),
    guestId: z.string().nullable(),
  }),
});
