import type { ApiError } from './api/api-error.ts';

/** What is said where a session ended while its page was open; forms offer to sign in again beside it. */
export const sessionEndedWords = 'Your session has ended. Please sign in again.';

/** Why the shop did not do what a form asked for: `otherwise` where it is not that the session has ended. */
export function failureWords(error: ApiError, otherwise: string): string {
  return error.kind === 'unauthenticated' ? sessionEndedWords : otherwise;
}
