import { z } from 'zod';
import { amountMinorSchema, currencySchema } from '../money.ts';

/** Shapes that several events share. */
export const nonNegativeMinor = amountMinorSchema.min(0);
export const quantity = z.number().int().positive();
export const role = z.enum(['CUSTOMER', 'SELLER', 'ADMIN']);

export const postalAddress = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  countryCode: z.string().length(2),
  phone: z.string().nullable(),
});

export const orderLine = z.object({
  lineId: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  productSlug: z.string(),
  imageUrl: z.string().nullable(),
  sellerId: z.string().nullable(),
  categorySlug: z.string().nullable(),
  quantity,
  unitPriceMinor: nonNegativeMinor,
  lineTotalMinor: nonNegativeMinor,
  taxMinor: nonNegativeMinor,
});

export const totals = z.object({
  subtotalMinor: nonNegativeMinor,
  discountMinor: nonNegativeMinor,
  shippingMinor: nonNegativeMinor,
  taxMinor: nonNegativeMinor,
  totalMinor: nonNegativeMinor,
});

/** An order as its consumers need it: nobody has to call back. `customerId` or `guestId` tells whose it is. */
export const orderSnapshot = z.object({
  orderId: z.string(),
  number: z.string(),
  customerId: z.string().nullable(),
  guestId: z.string().nullable(),
  email: z.string(),
  phone: z.string().nullable(),
  locale: z.string(),
  currency: currencySchema,
  lines: z.array(orderLine).min(1),
  totals,
  shippingAddress: postalAddress,
  placedAt: z.iso.datetime(),
});

/** A product as sellers keep it and carts copy it. */
export const productSnapshot = z.object({
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  status: z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED']),
  categorySlug: z.string().nullable(),
  sellerId: z.string().nullable(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      sku: z.string(),
      title: z.string(),
      priceMinor: nonNegativeMinor,
      currency: currencySchema,
      imageUrl: z.string().nullable(),
      weightGrams: z.number().int().min(0),
    }),
  ),
});

/** The part of a payment event that names the payment and its order. */
export const paymentReference = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  amountMinor: nonNegativeMinor,
  currency: currencySchema,
  provider: z.enum(['SANDBOX', 'STRIPE', 'PAYPAL']),
});

/** A return of an order, with what is paid back for it. */
export const returnSnapshot = z.object({
  returnId: z.string(),
  order: orderSnapshot,
  reason: z.string(),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      variantId: z.string(),
      quantity,
      /** Whether the units can be sold again; told when they have come back. */
      restock: z.boolean().default(true),
    }),
  ),
  refundMinor: nonNegativeMinor,
});
