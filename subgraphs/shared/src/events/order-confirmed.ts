import { defineEvent } from './define-event.ts';
import { orderSnapshot } from './parts.ts';

export const orderConfirmed = defineEvent({
  type: 'OrderConfirmed',
  version: 1,
  owner: 'orders',
  description: 'An order is paid and its goods are sold to it.',
  data: orderSnapshot,
});
