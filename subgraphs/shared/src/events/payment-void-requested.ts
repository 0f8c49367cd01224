import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const paymentVoidRequested = defineEvent({
  type: 'PaymentVoidRequested',
  version: 1,
  owner: 'orders',
  description: 'The money of an order is to be let go, or paid back if it was taken already.',
  data: z.object({ orderId: z.string(), reason: z.string() }),
});
