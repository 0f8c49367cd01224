import { defineEvent } from './define-event.ts';
import { returnSnapshot } from './parts.ts';

export const returnRejected = defineEvent({
  type: 'ReturnRejected',
  version: 1,
  owner: 'orders',
  description: 'A return was refused.',
  data: returnSnapshot,
});
