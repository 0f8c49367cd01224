import { domainToASCII } from 'node:url';
import { z } from 'zod';

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one form of an e-mail address that accounts are known by, or null if it is none: NFKC, lower case, the domain in
 * its ASCII form. Look-alikes that NFKC unites (full-width letters, ligatures) are one account; other letters beyond
 * ASCII before the @ are refused, since no common mail system delivers to them.
 */
export function normaliseEmail(text: string): string | null {
  if (text.length > 320 || !text.isWellFormed()) return null;
  const email = text.normalize('NFKC').trim().toLowerCase();
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = domainToASCII(email.slice(at + 1));
  const labels = domain.split('.');
  const isAddress =
    at > 0 &&
    local.length <= 64 &&
    localPart.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    !/^\d+$/.test(labels.at(-1)!) &&
    local.length + domain.length + 1 <= 254;
  return isAddress ? `${local}@${domain}` : null;
}

/** An e-mail address in its one form. */
export const emailAddress = z.string().transform((text, context) => {
  const email = normaliseEmail(text);
  if (email !== null) return email;
  context.addIssue({ code: 'custom', message: 'not an e-mail address' });
  return z.NEVER;
});

/** A phone number in E.164 form; blanks, dots, hyphens and brackets that people write are dropped. */
export const phoneNumber = z
  .string()
  .max(40, 'not a phone number')
  .transform((text) => text.replace(/[ .()\u00A0-]/g, ''))
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), 'must be in E.164 form, such as +4930123456');

/** A phone number or null; empty is null. */
export const optionalPhoneNumber = z
  .union([z.literal('').transform(() => null), phoneNumber])
  .nullish()
  .transform((text) => text ?? null);

/** A BCP-47 language tag in its canonical form. */
export const languageTag = z
  .string()
  .max(35, 'not a language tag')
  .transform((text, context) => {
    try {
      const [tag] = Intl.getCanonicalLocales(text);
      if (tag) return tag;
    } catch {
      // Falls through: a RangeError says that it is no tag.
    }
    context.addIssue({ code: 'custom', message: 'must be a BCP-47 language tag, such as en or pt-BR' });
    return z.NEVER;
  });

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes that ICU names although they are no country one could send a parcel to. */
const notCountries = new Set(['ZZ', 'XA', 'XB', 'EU', 'EZ', 'UN', 'QO']);

/** An ISO-3166 alpha-2 code in capitals. */
export const countryCode = z
  .string()
  .transform((text) => text.trim().toUpperCase())
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && regions.of(code) !== undefined,
    'must be an ISO-3166 alpha-2 country code, such as DE',
  );
