import 'server-only';
import { cookies, headers } from 'next/headers';
import {
  accessLifetimeSeconds,
  cookieNames,
  cookieOptions,
  lifetimes,
  type SessionTokens,
} from './session-cookies.ts';

/** Who makes a request, as far as the cookies tell; the gateway checks it. */
export interface Identity {
  readonly kind: 'user' | 'guest' | 'anonymous';
  readonly token: string | null;
}

/** The identity of the request being served: a user before a guest. proxy.ts has renewed the tokens already. */
export async function currentIdentity(): Promise<Identity> {
  const jar = await cookies();
  const access = jar.get(cookieNames.access)?.value;
  if (access) return { kind: 'user', token: access };
  const guest = jar.get(cookieNames.guest)?.value;
  return guest ? { kind: 'guest', token: guest } : { kind: 'anonymous', token: null };
}

/**
 * The visitor's network address as the nearest proxy saw it, to be passed on: limits on tries count per visitor, not per
 * store. Earlier entries come from the visitor and prove nothing.
 */
export async function visitorAddress(): Promise<string | null> {
  return lastForwarded(await headers());
}

/** The last entry of X-Forwarded-For; null without one. */
export function lastForwarded(given: Pick<Headers, 'get'>): string | null {
  return given.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null;
}

/** The guest token that the browser still holds, also while a user is signed in. */
export async function heldGuestToken(): Promise<string | null> {
  return (await cookies()).get(cookieNames.guest)?.value ?? null;
}

/** Keeps a session in cookies. Only in server actions and route handlers. */
export async function keepSession(tokens: SessionTokens, now: number): Promise<void> {
  const jar = await cookies();
  jar.set(cookieNames.access, tokens.accessToken, cookieOptions(accessLifetimeSeconds(tokens, now)));
  jar.set(cookieNames.refresh, tokens.refreshToken, cookieOptions(lifetimes.refresh));
}

/** Forgets the user, the cart and what was filled in. Only in server actions and route handlers. */
export async function forgetSession(): Promise<void> {
  const jar = await cookies();
  for (const name of [cookieNames.access, cookieNames.refresh, cookieNames.cart, cookieNames.checkout])
    jar.delete(name);
}
