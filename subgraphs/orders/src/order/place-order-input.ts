import { holdsCardNumber } from '@souk/shared/card-number';
import { z } from 'zod';
import { countryCode, expectedVersion, foreignId, idempotencyKey, line, optionalLine } from '../input.ts';
import { paymentProviders } from './order-state.ts';

/** Linear in the length of the text: one `@`, a dot somewhere after it, no blanks. */
const email = line(254).refine((text) => {
  const at = text.indexOf('@');
  const domain = text.slice(at + 1);
  return (
    at > 0 &&
    at <= 64 &&
    at === text.lastIndexOf('@') &&
    !/[\s,;:<>()[\]\\"]/.test(text) &&
    /^[^.]+(\.[^.]+)+$/.test(domain)
  );
}, 'is not an e-mail address');

const phone = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/[\s().-]/g, '') || null : (value ?? null)),
  z.union([
    z.null(),
    z.string().regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number in the form +14155550123'),
  ]),
);

const locale = z.string().transform((tag, context) => {
  try {
    return Intl.getCanonicalLocales(tag.slice(0, 35))[0] ?? 'en';
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a BCP-47 language tag' });
    return z.NEVER;
  }
});

/** The content of a checkout. */
export const placeOrderInput = z.object({
  cartId: z.string(),
  expectedVersion,
  idempotencyKey,
  email,
  locale: locale.default('en'),
  shippingAddress: z
    .object({
      name: line(120),
      line1: line(200),
      line2: optionalLine(200),
      city: line(120),
      region: optionalLine(100),
      postalCode: line(20),
      countryCode,
      phone,
    })
    .refine((address) => address.countryCode !== 'US' || /^\d{5}(-\d{4})?$/.test(address.postalCode), {
      path: ['postalCode'],
      message: 'is not a ZIP code such as 94107 or 94107-1234',
    }),
  shippingMethodId: foreignId.nullish().transform((id) => id ?? null),
  payment: z.object({
    provider: z.enum(paymentProviders),
    // A card number must never reach us, not even one with a slip in it.
    token: line(255).refine(
      (token) => !/^[\d\s-]{13,}$/.test(token) && !holdsCardNumber(token),
      'must not be a card number',
    ),
  }),
  expectedTotalMinor: z
    .number()
    .int()
    .nullish()
    .transform((total) => total ?? null),
});

export type PlaceOrderInput = z.output<typeof placeOrderInput>;
