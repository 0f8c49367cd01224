import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentCaptureFailed = defineEvent({
  type: 'PaymentCaptureFailed',
  version: 1,
  owner: 'payments',
  description: 'The authorised money of an order could not be taken.',
  data: paymentReference.extend({ failureCode: z.string() }),
});
