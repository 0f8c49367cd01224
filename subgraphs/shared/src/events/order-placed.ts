import { defineEvent } from './define-event.ts';
import { orderSnapshot } from './parts.ts';

export const orderPlaced = defineEvent({
  type: 'OrderPlaced',
  version: 1,
  owner: 'orders',
  description: 'An order was accepted.',
  data: orderSnapshot,
});
