import { defineEvent } from './define-event.ts';
import { returnSnapshot } from './parts.ts';

export const returnApproved = defineEvent({
  type: 'ReturnApproved',
  version: 1,
  owner: 'orders',
  description: 'A return was accepted.',
  data: returnSnapshot,
});
