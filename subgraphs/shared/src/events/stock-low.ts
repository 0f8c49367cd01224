import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockLow = defineEvent({
  type: 'StockLow',
  version: 1,
  owner: 'products',
  description:
    'So few units of a variant can be had that more should be ordered: once each time the threshold is crossed.',
  data: z.object({
    variantId: z.string(),
    productId: z.string(),
    sku: z.string(),
    /** Of the product and of the variant; absent from events of older publishers. */
    title: z.string().optional(),
    variantTitle: z.string().optional(),
    sellerId: z.string().nullable(),
    available: z.number().int().min(0),
    threshold: z.number().int().min(0),
  }),
});
