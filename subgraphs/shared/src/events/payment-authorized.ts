import { defineEvent } from './define-event.ts';
import { paymentReference } from './parts.ts';

export const paymentAuthorized = defineEvent({
  type: 'PaymentAuthorized',
  version: 1,
  owner: 'payments',
  description: 'The provider promised the money of an order.',
  data: paymentReference,
});
