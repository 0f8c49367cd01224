import { randomInt } from 'node:crypto';

/** Crockford's base32 in capitals: no I, L, O or U, which are misread or read out as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number for people, such as `SK-7G4K-92QM`: 40 random bits, so that nobody can guess another's, nor tell from two
 * numbers how many orders lie between.
 */
export function createOrderNumber(): string {
  const signs = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]!).join('');
  return `SK-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** The number that somebody meant: typed in lower case, without dashes, or with O for 0. Null if it cannot be one. */
export function readOrderNumber(text: string): string | null {
  const signs = text
    .toUpperCase()
    .replace(/^\s*SK/, '')
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(signs) ? `SK-${signs.slice(0, 4)}-${signs.slice(4)}` : null;
}
