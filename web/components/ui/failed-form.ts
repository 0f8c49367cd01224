import { ApiError } from '@/lib/api/api-error.ts';
import { failureWords } from '@/lib/failure-words.ts';
import { log } from '@/lib/log.ts';
import { type FormState, refusedForm } from './form-state.ts';

/**
 * What a form shows where the shop did not do what it asked for. `what` tells the log; `otherwise` is shown where it is
 * not that the session has ended.
 *
 * @throws what is not a failure of the shop
 */
export function failedForm(
  values: FormState['values'],
  error: unknown,
  what: string,
  otherwise = 'The shop did not answer. Please try again.',
): FormState {
  if (!(error instanceof ApiError)) throw error;
  log('warn', what, { error });
  return refusedForm(values, failureWords(error, otherwise));
}
