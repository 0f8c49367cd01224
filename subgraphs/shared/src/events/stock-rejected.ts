import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, quantity } from './parts.ts';

export const stockRejected = defineEvent({
  type: 'StockRejected',
  version: 1,
  owner: 'products',
  description: 'The goods of an order cannot be held; nothing is.',
  data: z.object({
    orderId: z.string(),
    reason: z.enum(['OUT_OF_STOCK', 'PRICE_CHANGED']),
    lines: z.array(
      z.object({
        variantId: z.string(),
        requested: quantity,
        available: z.number().int().min(0),
        priceMinor: nonNegativeMinor.nullable(),
      }),
    ),
  }),
});
