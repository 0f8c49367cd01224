import { ApiError } from './api/api-error.ts';
import { failureWords, sessionEndedWords } from './failure-words.ts';

const otherwise = 'The shop did not answer.';

test('who is signed out is told so, and not that the shop is down', () => {
  const error = new ApiError('unauthenticated', 'FulfilOrder', 'Sign in to do this.');
  expect(failureWords(error, otherwise)).toBe(sessionEndedWords);
});

test.each(['unavailable', 'forbidden', 'invalid', 'internal'] as const)(
  '%s is not a matter of the session',
  (kind) => {
    expect(failureWords(new ApiError(kind, 'FulfilOrder', 'x'), otherwise)).toBe(otherwise);
  },
);
