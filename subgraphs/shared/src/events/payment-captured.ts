import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentCaptured = defineEvent({
  type: 'PaymentCaptured',
  version: 1,
  owner: 'payments',
  description: 'The money of an order was taken.',
  data: paymentReference,
});
