import { z } from 'zod';

/** Control characters but tab and line feed, halves of surrogate pairs, and marks that turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get in
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

/** A text that people wrote: trimmed, composed (NFC), of so many characters, and without characters that deceive. */
export function prose(minimum: number, maximum: number) {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim().normalize('NFC'))
    .refine((text) => !unwanted.test(text), 'has characters that are not text')
    .refine((text) => text.length >= minimum, minimum === 1 ? 'is empty' : `needs ${minimum} characters`)
    .refine((text) => text.length <= maximum, `may have ${maximum} characters`);
}

/** A text of one line. */
export function oneLine(minimum: number, maximum: number) {
  return prose(minimum, maximum).refine((text) => !/[\n\t\u2028\u2029]/.test(text), 'is not one line');
}

export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const skuPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;

/** A title as it stands in a URL; empty where nothing of it can. */
export function toSlug(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
}
