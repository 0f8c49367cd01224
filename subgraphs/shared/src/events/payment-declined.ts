import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentDeclined = defineEvent({
  type: 'PaymentDeclined',
  version: 1,
  owner: 'payments',
  description: 'The provider refused, or the buyer did not act in time.',
  data: paymentReference.extend({ declineCode: z.string() }),
});
