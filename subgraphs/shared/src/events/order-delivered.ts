import { defineEvent } from './define-event.ts';
import { orderSnapshot } from './parts.ts';

export const orderDelivered = defineEvent({
  type: 'OrderDelivered',
  version: 1,
  owner: 'orders',
  description: 'An order has arrived.',
  data: orderSnapshot,
});
