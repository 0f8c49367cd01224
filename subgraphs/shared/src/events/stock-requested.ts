import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, quantity } from './parts.ts';

export const stockRequested = defineEvent({
  type: 'StockRequested',
  version: 1,
  owner: 'orders',
  description: 'The goods of an order are to be held. Asking again for the same order changes nothing.',
  data: z.object({
    orderId: z.string(),
    currency: currencySchema,
    lines: z
      .array(
        z.object({
          variantId: z.string(),
          quantity,
          unitPriceMinor: nonNegativeMinor,
          /** The buyer's place in a flash sale, whose price this is. */
          placeId: z.string().optional(),
        }),
      )
      .min(1),
  }),
});
