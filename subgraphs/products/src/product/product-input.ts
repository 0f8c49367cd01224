import { currencySchema } from '@souk/shared/money';
import { z } from 'zod';
import { maximumStock } from '../stock/adjust-stock.ts';
import { oneLine, prose, skuPattern, slugPattern } from '../text-rules.ts';

/** A billion in major units: sums of orders stay far within 2^53. */
export const maximumPriceMinor = 100_000_000_000;
const price = z.number().int().min(0, 'may not be negative').max(maximumPriceMinor, 'is too high');

const variant = z
  .object({
    sku: z.string().trim().regex(skuPattern, 'has letters, digits and . _ / - only, at most 64'),
    title: oneLine(1, 120).nullish(),
    priceMinor: price,
    compareAtPriceMinor: price.nullish(),
    currency: currencySchema.nullish(),
    options: z
      .array(z.object({ name: oneLine(1, 40), value: oneLine(1, 60) }))
      .max(5, 'has 5 options at most'),
    weightGrams: z.number().int().min(0).max(10_000_000),
    initialStock: z.number().int().min(0, 'may not be negative').max(maximumStock),
    mediaIndex: z.number().int().min(0).max(99).nullish(),
  })
  .refine((input) => input.compareAtPriceMinor == null || input.compareAtPriceMinor > input.priceMinor, {
    path: ['compareAtPriceMinor'],
    message: 'must be higher than the price',
  });

export type VariantInput = z.infer<typeof variant>;

/** Pictures come over https; those of our own store also from where it is, which on a laptop is not https. */
function mediaOf(mediaBaseUrl: string) {
  const url = z
    .url()
    .max(2_000)
    .refine(
      (text) => text.startsWith('https://') || text.startsWith(`${mediaBaseUrl}/`),
      'must be an https URL',
    );
  return z.array(z.object({ url, alt: oneLine(0, 250) })).max(30, 'has 30 pictures at most');
}

const common = { title: oneLine(1, 200), description: prose(0, 20_000), brand: oneLine(1, 80) };

/** Rules for the content of a new product. */
export function createProductRules(mediaBaseUrl: string) {
  return z.object({
    ...common,
    brand: common.brand.nullish(),
    slug: z
      .string()
      .max(100)
      .regex(slugPattern, 'has lower-case letters, digits and single hyphens')
      .nullish(),
    category: z.string().max(100),
    media: mediaOf(mediaBaseUrl),
    status: z.enum(['DRAFT', 'ACTIVE']),
    variants: z.array(variant).min(1, 'needs a variant').max(100, 'has 100 variants at most'),
  });
}

/** Rules for changes; null takes a brand away, and means "as it is" elsewhere. */
export function updateProductRules(mediaBaseUrl: string) {
  return z.object({
    productId: z.string(),
    expectedVersion: z.number().int().nullish(),
    title: common.title.nullish(),
    description: common.description.nullish(),
    brand: common.brand.nullish(),
    category: z.string().max(100).nullish(),
    status: z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED']).nullish(),
    prices: z
      .array(z.object({ variantId: z.string(), priceMinor: price, compareAtPriceMinor: price.nullish() }))
      .max(100)
      .nullish(),
    media: mediaOf(mediaBaseUrl).nullish(),
    addVariants: z.array(variant).max(100).nullish(),
  });
}

export type ProductChanges = z.infer<ReturnType<typeof updateProductRules>>;
