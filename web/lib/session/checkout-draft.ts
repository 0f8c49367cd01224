import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { cookieNames, cookieOptions } from './session-cookies.ts';

const text = (max: number) => z.string().max(max);

/** A phone number in E.164 form, however it was typed; left out when empty. */
export const phoneSchema = z
  .string()
  .transform((value) => value.replace(/[\s().-]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^(\+[1-9]\d{6,14})?$/, 'Please start with + and the country, for example +1 503 555 0123.'),
  )
  .optional()
  .transform((value) => value || undefined);

/** An address as the forms of the store take it; optional parts are left out when empty. */
export const addressSchema = z
  .object({
    name: text(120).min(1, 'Please enter the name of the recipient.'),
    line1: text(200).min(1, 'Please enter street and number.'),
    line2: text(200)
      .optional()
      .transform((value) => value || undefined),
    city: text(120).min(1, 'Please enter the town or city.'),
    region: text(120)
      .optional()
      .transform((value) => value || undefined),
    postalCode: text(20).min(1, 'Please enter the postal code.'),
    countryCode: z.string().regex(/^[A-Z]{2}$/, 'Please choose a country.'),
    phone: phoneSchema,
  })
  .refine((address) => address.countryCode !== 'US' || address.region !== undefined, {
    path: ['region'],
    message: 'Please choose the state; tax depends on it.',
  })
  .refine((address) => address.countryCode !== 'US' || /^\d{5}(-\d{4})?$/.test(address.postalCode.trim()), {
    path: ['postalCode'],
    message: 'Please enter a ZIP code such as 94107 or 94107-1234.',
  });

const draftSchema = z.object({
  email: z.email().optional(),
  address: addressSchema.optional(),
  shippingMethodId: z.string().optional(),
  /** The cart that was told the address: another one is priced for elsewhere. */
  shippingCartId: z.string().optional(),
});

/** What the buyer has filled in so far. It lives in a cookie that scripts cannot read, for this browser session only. */
export type CheckoutDraft = z.infer<typeof draftSchema>;

/** The draft as it stands; empty if there is none or it is not readable. */
export async function readDraft(): Promise<CheckoutDraft> {
  const value = (await cookies()).get(cookieNames.checkout)?.value;
  if (!value) return {};
  try {
    const parsed = draftSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Adds to the draft. Only in server actions. */
export async function extendDraft(change: CheckoutDraft): Promise<void> {
  const draft = { ...(await readDraft()), ...change };
  const value = Buffer.from(JSON.stringify(draft)).toString('base64url');
  (await cookies()).set(cookieNames.checkout, value, cookieOptions());
}
