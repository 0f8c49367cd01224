import { defineEvent } from './define-event.ts';
import { productSnapshot } from './parts.ts';

export const productPublished = defineEvent({
  type: 'ProductPublished',
  version: 1,
  owner: 'products',
  description: 'A product went on sale.',
  data: productSnapshot,
});
