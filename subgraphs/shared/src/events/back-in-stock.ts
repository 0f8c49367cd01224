import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const backInStock = defineEvent({
  type: 'BackInStock',
  version: 1,
  owner: 'products',
  description: 'A variant that was sold out can be had again: once each time.',
  data: z.object({
    variantId: z.string(),
    productId: z.string(),
    sku: z.string(),
    available: z.number().int().min(1),
  }),
});
