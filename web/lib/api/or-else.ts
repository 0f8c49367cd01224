import { log } from '../log.ts';
import { ApiError } from './api-error.ts';

/**
 * The result, or `fallback` if the API failed: for parts of a page that must not take it with them. The failure is logged
 * under `what`; anything that is not an ApiError goes on.
 */
export async function orElse<T, F>(result: Promise<T>, fallback: F, what: string): Promise<T | F> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', what, { error });
    return fallback;
  }
}
