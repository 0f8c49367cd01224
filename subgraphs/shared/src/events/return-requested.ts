import { defineEvent } from './define-event.ts';
import { returnSnapshot } from './parts.ts';

export const returnRequested = defineEvent({
  type: 'ReturnRequested',
  version: 1,
  owner: 'orders',
  description: 'A buyer asks to send goods back.',
  data: returnSnapshot,
});
