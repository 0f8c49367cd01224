import { english } from './english.ts';

/** Every text that a message can hold. A language is one module of this shape; English is the model. */
export type Wording = typeof english;

const languages: Readonly<Record<string, Wording>> = { en: english };

/** How to write to a recipient: words, numbers and dates of one language. */
export type Language = {
  /** BCP-47 tag for dates and money. */
  readonly tag: string;
  readonly words: Wording;
};

/** The language for a locale such as `en-GB`; English where we do not speak it. */
export function languageFor(locale: string): Language {
  const [tag] = supportedTags(locale);
  const words = tag ? languages[tag.split('-', 1)[0]!] : undefined;
  return words && tag ? { tag, words } : { tag: 'en', words: english };
}

function supportedTags(locale: string): string[] {
  try {
    return Intl.getCanonicalLocales(locale);
  } catch {
    return [];
  }
}

/** Formats are dear to make (tens of microseconds) and few, but a locale is what a client says it is. */
const formats = new Map<string, unknown>();
const maxFormats = 500;
function kept<Format>(key: string, create: () => Format): Format {
  let format = formats.get(key) as Format | undefined;
  if (!format) {
    format = create();
    if (formats.size >= maxFormats) formats.clear();
    formats.set(key, format);
  }
  return format;
}

/** The name of a country as people read it; its code where it has none. */
export function formatCountry(language: Language, countryCode: string): string {
  const names = kept(
    `country ${language.tag}`,
    () => new Intl.DisplayNames(language.tag, { type: 'region', fallback: 'code' }),
  );
  return names.of(countryCode.toUpperCase()) ?? countryCode;
}

/** An amount as people write it, for example `€12.99`. Exact: the amount never becomes a fraction in between. */
export function formatMoney(language: Language, amountMinor: number, currency: string): string {
  const { format, digits } = kept(`money ${language.tag} ${currency}`, () => {
    const ofCurrency = new Intl.NumberFormat(language.tag, { style: 'currency', currency });
    return { format: ofCurrency, digits: ofCurrency.resolvedOptions().maximumFractionDigits ?? 2 };
  });
  return format.format(`${amountMinor}E-${digits}` as Intl.StringNumericLiteral);
}

/** A moment in UTC as people write it, with the zone named. */
export function formatMoment(language: Language, iso: string): string {
  const format = kept(
    `moment ${language.tag}`,
    () => new Intl.DateTimeFormat(language.tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  );
  return `${format.format(new Date(iso))} UTC`;
}
