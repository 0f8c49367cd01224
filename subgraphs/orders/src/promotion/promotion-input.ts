import { z } from 'zod';
import { foreignId, idempotencyKey, line } from '../input.ts';
import { shopCurrencies } from '../pricing/shipping-methods.ts';
import { promotionKinds, readVoucherCode } from './promotion.ts';

const none = <Value>(value: Value | null | undefined): Value | null => value ?? null;

const code = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text == null || text.trim() === '') return null;
    const read = readVoucherCode(text);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'has 3 to 40 letters, digits, - or _' });
    return z.NEVER;
  });

const instant = z
  .date()
  .nullish()
  .transform((at) => at?.toISOString() ?? null);

const count = z
  .number()
  .int()
  .min(1, 'is 1 at least')
  .max(1_000_000_000, 'is too much')
  .nullish()
  .transform(none);

const names = (longest: number): z.ZodType<string[], unknown> =>
  z
    .array(z.string().regex(/^[\w-]{1,100}$/, 'is not an id or a slug'))
    .max(longest, `has ${longest} entries at most`)
    .default([])
    .transform((all) => [...new Set(all)]);

/** What staff say about a promotion. */
const promotionContent = z
  .object({
    name: line(120),
    code,
    kind: z.enum(promotionKinds),
    basisPoints: z
      .number()
      .int()
      .min(1, 'is 1 at least')
      .max(10_000, 'is 10000 at most')
      .nullish()
      .transform(none),
    amountMinor: z.number().int().min(1, 'is 1 at least').max(1e12, 'is too much').nullish().transform(none),
    currency: z.enum(shopCurrencies),
    enabled: z.boolean().default(true),
    startsAt: instant,
    endsAt: instant,
    minimumSpendMinor: z.number().int().min(0, 'is 0 at least').max(1e12, 'is too much').default(0),
    productIds: names(500),
    categorySlugs: names(100),
    sellerIds: names(100),
    customerIds: names(1_000),
    firstOrderOnly: z.boolean().default(false),
    usageLimit: count,
    usageLimitPerCustomer: count,
    exclusive: z.boolean().default(false),
    priority: z.number().int().min(-1_000, 'is -1000 at least').max(1_000, 'is 1000 at most').default(0),
  })
  .superRefine((content, context) => {
    const fault = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ((content.kind === 'PERCENTAGE') !== (content.basisPoints !== null)) {
      fault('basisPoints', 'belongs to a PERCENTAGE, and to nothing else');
    }
    if ((content.kind === 'AMOUNT') !== (content.amountMinor !== null)) {
      fault('amountMinor', 'belongs to an AMOUNT, and to nothing else');
    }
    if (content.startsAt !== null && content.endsAt !== null && content.startsAt >= content.endsAt) {
      fault('endsAt', 'is after startsAt');
    }
  });

export const createPromotionInput = z.object({ promotion: promotionContent, idempotencyKey });

const version = z.number().int();

export const updatePromotionInput = z.object({
  id: foreignId,
  promotion: promotionContent,
  expectedVersion: version,
  idempotencyKey,
});

export const archivePromotionInput = z.object({ id: foreignId, expectedVersion: version, idempotencyKey });
