import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentVoided = defineEvent({
  type: 'PaymentVoided',
  version: 1,
  owner: 'payments',
  description: 'The money of an order was let go.',
  data: paymentReference,
});
