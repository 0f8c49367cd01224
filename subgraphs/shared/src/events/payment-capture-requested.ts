import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const paymentCaptureRequested = defineEvent({
  type: 'PaymentCaptureRequested',
  version: 1,
  owner: 'orders',
  description: 'The authorised money of an order is to be taken.',
  data: z.object({ orderId: z.string() }),
});
