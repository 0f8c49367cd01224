import 'server-only';
import { currentIdentity } from '../session/identity.ts';
import { ApiError } from './api-error.ts';
import { openCart } from './cart.ts';

/**
 * Runs what needs somebody to belong to. A visitor without identity becomes a guest by opening a cart, and so does one whose
 * guest token is no longer good. Only in server actions and route handlers. Throws ApiError.
 */
export async function asIdentified<Result>(run: () => Promise<Result>): Promise<Result> {
  const { kind } = await currentIdentity();
  if (kind === 'anonymous') await openCart();
  try {
    return await run();
  } catch (error) {
    const stale = error instanceof ApiError && error.kind === 'unauthenticated' && kind === 'guest';
    if (!stale) throw error;
    await openCart();
    return run();
  }
}
