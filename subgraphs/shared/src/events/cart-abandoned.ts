import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, quantity } from './parts.ts';

export const cartAbandoned = defineEvent({
  type: 'CartAbandoned',
  version: 1,
  owner: 'orders',
  description: 'A cart with goods was left alone; told once for each state that it is left in.',
  data: z.object({
    cartId: z.string(),
    cartVersion: z.number().int().positive(),
    customerId: z.string().nullable(),
    guestId: z.string().nullable(),
    currency: currencySchema,
    subtotalMinor: nonNegativeMinor,
    lines: z.array(
      z.object({
        variantId: z.string(),
        productId: z.string(),
        sku: z.string(),
        title: z.string(),
        variantTitle: z.string(),
        productSlug: z.string(),
        imageUrl: z.string().nullable(),
        quantity,
        unitPriceMinor: nonNegativeMinor,
      }),
    ),
    lastChangedAt: z.iso.datetime(),
  }),
});
