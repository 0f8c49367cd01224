import { send } from '../api/gateway.ts';
import { RefreshSessionDocument } from '../api/generated/graphql.ts';
import { log } from '../log.ts';
import type { SessionTokens } from './session-cookies.ts';

/** `renewed` with new tokens; `ended` if the refresh token is no longer good; `unavailable` if nobody could tell. */
export type Renewal =
  | { readonly outcome: 'renewed'; readonly tokens: SessionTokens }
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'unavailable' };

/**
 * A browser that loads a page sends several requests with the same refresh token, and using one twice ends the session.
 * They share one flight, and those that arrive shortly after it share its result.
 */
const shareMs = 20_000;
const flights = new Map<string, Promise<Renewal>>();

/** Exchanges a refresh token for new tokens, once per token however many ask. Never throws. */
export function renewSession(refreshToken: string, address: string | null): Promise<Renewal> {
  const shared = flights.get(refreshToken);
  if (shared) return shared;
  const flight = exchange(refreshToken, address);
  flights.set(refreshToken, flight);
  void flight.then((renewal) => {
    if (renewal.outcome === 'unavailable') flights.delete(refreshToken);
    else setTimeout(() => flights.delete(refreshToken), shareMs).unref();
  });
  return flight;
}

async function exchange(refreshToken: string, address: string | null): Promise<Renewal> {
  try {
    const { refreshSession } = await send(
      RefreshSessionDocument,
      { input: { refreshToken } },
      { token: null, address },
    );
    if (refreshSession.session) return { outcome: 'renewed', tokens: refreshSession.session };
    log('info', 'session ended', { codes: refreshSession.userErrors.map((error) => error.code) });
    const ended = refreshSession.userErrors.some((error) => error.code === 'INVALID_REFRESH_TOKEN');
    return { outcome: ended ? 'ended' : 'unavailable' };
  } catch (error) {
    log('warn', 'session could not be renewed', { error });
    return { outcome: 'unavailable' };
  }
}
