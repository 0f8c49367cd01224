import { defineEvent } from './define-event.ts';
import { returnSnapshot } from './parts.ts';

export const returnReceived = defineEvent({
  type: 'ReturnReceived',
  version: 1,
  owner: 'orders',
  description: 'The goods of a return came back.',
  data: returnSnapshot,
});
