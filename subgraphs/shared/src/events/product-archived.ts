import { defineEvent } from './define-event.ts';
import { productSnapshot } from './parts.ts';

export const productArchived = defineEvent({
  type: 'ProductArchived',
  version: 1,
  owner: 'products',
  description: 'A product was taken off sale.',
  data: productSnapshot,
});
