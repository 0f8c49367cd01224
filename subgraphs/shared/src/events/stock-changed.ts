import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockChanged = defineEvent({
  type: 'StockChanged',
  version: 1,
  owner: 'products',
  description: 'The availability of a variant changed by hand or crossed zero.',
  data: z.object({
    variantId: z.string(),
    productId: z.string(),
    sku: z.string(),
    available: z.number().int().min(0),
    onHand: z.number().int().min(0),
  }),
});
