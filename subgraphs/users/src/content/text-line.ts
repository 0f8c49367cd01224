import { z } from 'zod';

/**
 * Control characters, line ends, and characters that show nothing or turn the reading direction around: they can only
 * deceive. The two joiners stay, because names in Persian and Indic scripts are written with them.
 */
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u;

/** Whether a text is free of lone surrogates (PostgreSQL refuses them), control and deceptive characters. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !deceptive.test(text);
}

/** One line of text that people read: NFC, trimmed, `minimum` to `maximum` characters. */
export function textLine(maximum: number, minimum = 1): z.ZodType<string, string> {
  return (
    z
      .string()
      // Far beyond what any normal form needs, so that huge inputs are refused before work is spent on them.
      .max(maximum * 8, `at most ${maximum} characters`)
      .refine(isPlainText, 'control, invisible or broken characters are not allowed')
      .transform((text) => text.normalize('NFC').trim())
      .refine((text) => [...text].length <= maximum, `at most ${maximum} characters`)
      .refine(
        (text) => [...text].length >= minimum,
        minimum === 1 ? 'must not be empty' : `at least ${minimum} characters`,
      )
  );
}

/** As textLine, but absent, null and empty texts are all null. */
export function optionalTextLine(maximum: number): z.ZodType<string | null, string | null | undefined> {
  return textLine(maximum, 0)
    .nullish()
    .transform((text) => text || null);
}
