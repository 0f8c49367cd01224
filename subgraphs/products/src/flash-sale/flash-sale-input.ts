import { z } from 'zod';
import { maximumPriceMinor } from '../product/product-input.ts';
import { maximumStock } from '../stock/adjust-stock.ts';
import { oneLine } from '../text-rules.ts';

const longestMs = 30 * 86_400_000;
const units = z.number().int().min(1).max(maximumStock);
const idempotencyKey = oneLine(1, 200);

/** A flash sale to announce, as of an instant: what has ended already cannot be. */
export function createFlashSaleInput(now: Date) {
  return z
    .object({
      variantId: z.string(),
      priceMinor: z.number().int().min(1).max(maximumPriceMinor),
      startsAt: z.coerce.date(),
      endsAt: z.coerce.date(),
      allocation: units,
      limitPerBuyer: units.nullish().transform((limit) => limit ?? 1),
      holdSeconds: z
        .number()
        .int()
        .min(60)
        .max(3_600)
        .nullish()
        .transform((seconds) => seconds ?? 600),
      waitingLimit: z.number().int().min(0).max(maximumStock).nullish(),
      idempotencyKey,
    })
    .refine(({ endsAt }) => endsAt > now, { path: ['endsAt'], message: 'has passed' })
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: 'is before the start' })
    .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= longestMs, {
      path: ['endsAt'],
      message: 'is more than 30 days after the start',
    })
    .transform((sale) => ({ ...sale, waitingLimit: sale.waitingLimit ?? sale.allocation }));
}

export const joinFlashSaleInput = z.object({
  flashSaleId: z.string(),
  quantity: units.nullish().transform((quantity) => quantity ?? 1),
  idempotencyKey,
});
