import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor } from './parts.ts';

export const backInStockAlertDue = defineEvent({
  type: 'BackInStockAlertDue',
  version: 1,
  owner: 'products',
  description:
    'Somebody who asked is to be told that a variant can be had again. An alert is told once, then it is gone.',
  data: z.object({
    alertId: z.string(),
    variantId: z.string(),
    productId: z.string(),
    sku: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    productSlug: z.string(),
    imageUrl: z.string().nullable(),
    priceMinor: nonNegativeMinor,
    currency: currencySchema,
    /** A customer, told at the account's address; or a guest, told at `email`. */
    customerId: z.string().nullable(),
    guestId: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string(),
  }),
});
