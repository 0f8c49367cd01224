import type { ResponseCookie } from 'next/dist/compiled/@edge-runtime/cookies';
import { config } from '../config.ts';

/** Names of the store's cookies. Scripts in the page can read none of them. */
export const cookieNames = {
  /** Access token; the cookie ends a little before the token does, so that its absence means "renew". */
  access: 'souk_access',
  /** Refresh token; works once. */
  refresh: 'souk_refresh',
  /** Token of a guest, who owns a cart and orders without an account. */
  guest: 'souk_guest',
  /** Id of the cart in use. */
  cart: 'souk_cart',
  /** What the buyer has filled in at checkout. */
  checkout: 'souk_checkout',
  /** `light` or `dark` where the visitor chose. */
  theme: 'souk_theme',
  /** Says for a minute that a session has just ended by itself. */
  ended: 'souk_ended',
} as const;

const daySeconds = 86_400;
const renewalMarginSeconds = 30;

/** Lifetimes in seconds. */
export const lifetimes = {
  refresh: 30 * daySeconds,
  guest: 90 * daySeconds,
  cart: 90 * daySeconds,
  theme: 365 * daySeconds,
};

/** Attributes of every cookie: unreadable to scripts, not sent from other sites except on top-level navigation. */
export function cookieOptions(maxAgeSeconds?: number): Partial<ResponseCookie> {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: config().secure,
    path: '/',
    ...(maxAgeSeconds === undefined ? {} : { maxAge: Math.max(0, Math.floor(maxAgeSeconds)) }),
  };
}

/** Tokens as the API gives them. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
}

/** Seconds until a fresh access token should be asked for; at least 1. */
export function accessLifetimeSeconds(tokens: SessionTokens, now: number): number {
  return Math.max(1, (Date.parse(tokens.accessTokenExpiresAt) - now) / 1000 - renewalMarginSeconds);
}
