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

/** An amount as people write it, for example `€12.99`. Exact: the amount never becomes a fraction in between. */
export function formatMoney(language: Language, amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(language.tag, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(`${amountMinor}E-${digits}` as Intl.StringNumericLiteral);
}

/** A moment in UTC as people write it, with the zone named. */
export function formatMoment(language: Language, iso: string): string {
  return new Intl.DateTimeFormat(language.tag, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(new Date(iso))
    .concat(' UTC');
}
