import { z } from 'zod';
import { commonPasswords } from './common-passwords.ts';

const minimumCharacters = 8;
const maximumCharacters = 128;

/** Why a password may not be chosen, or null if it may. Lengths count characters of its NFC form, not bytes. */
export function findPasswordFault(password: string): string | null {
  // UTF-16 units, an upper bound that costs nothing to look at.
  if (password.length > maximumCharacters * 4) return `has at most ${maximumCharacters} characters`;
  const characters = [...password.normalize('NFC')];
  if (characters.length < minimumCharacters) return `needs at least ${minimumCharacters} characters`;
  if (characters.length > maximumCharacters) return `has at most ${maximumCharacters} characters`;
  if (new Set(characters).size < 3) return 'repeats the same characters';
  if (commonPasswords.has(password.normalize('NFKC').toLowerCase())) return 'is one of the commonest';
  return null;
}

/** Whether a text can be a password at all: no NUL or other control characters, no half characters. */
export function isPasswordText(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/** A password that may be chosen. */
export const newPassword = z.string().superRefine((password, context) => {
  if (!isPasswordText(password)) {
    context.addIssue({ code: 'custom', message: 'control and broken characters are not allowed' });
    return;
  }
  const fault = findPasswordFault(password);
  if (fault) {
    context.addIssue({
      code: 'custom',
      params: { code: 'WEAK_PASSWORD' },
      message: `The password ${fault}.`,
    });
  }
});
