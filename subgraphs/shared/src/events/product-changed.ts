import { defineEvent } from './define-event.ts';
import { productSnapshot } from './parts.ts';

export const productChanged = defineEvent({
  type: 'ProductChanged',
  version: 1,
  owner: 'products',
  description: 'A product on sale or in draft was changed.',
  data: productSnapshot,
});
