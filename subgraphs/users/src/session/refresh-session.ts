import { inTransaction } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { Call } from '../context.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import { endSessions } from './end-sessions.ts';
import { type OpenedSession, type SignedIn, signIn } from './open-session.ts';
import {
  lockPresentedToken,
  openSuccessor,
  type PresentedToken,
  succeedRefreshToken,
} from './refresh-token.ts';

/**
 * For so long a token that was just exchanged is answered with the same successor again, if nobody has used that yet:
 * two tabs refresh at once, or the answer was lost on the way. It never makes a second line of descent, so a thief and
 * the owner still collide at the next exchange.
 */
export const refreshGraceMs = 10_000;

const longestToken = 100;

/**
 * Exchanges a refresh token for a new pair of tokens; roles are read anew. A token that is used again ends the whole
 * session, whoever uses it, because one of the two is not its owner; the owner is told by SessionRevoked.
 */
export async function refreshSession(
  deps: UsersDeps,
  call: Call,
  input: { readonly refreshToken: string },
): Promise<SignedIn | Refused> {
  const token = input.refreshToken;
  const refused = refuse('INVALID_REFRESH_TOKEN', 'The refresh token does not work. Sign in again.');
  if (token.length > longestToken) return refused;

  const opened = await inTransaction(deps, async (tx): Promise<OpenedSession | null> => {
    const presented = await lockPresentedToken(tx, token);
    if (!presented) return null;
    const refreshToken = await exchange(tx, call, presented, token);
    if (!refreshToken) return null;
    return { user: presented.user, sessionId: presented.sessionId, refreshToken };
  });
  return opened ? signIn(deps, opened, call.now) : refused;
}

type Verdict = 'first use' | 'repeated' | 'reused' | 'dead';

/** What the use of a token means. */
export function judgeToken(
  presented: Pick<
    PresentedToken,
    'expiresAt' | 'usedAt' | 'successorIsUsed' | 'sessionExpiresAt' | 'sessionRevokedAt'
  >,
  now: Date,
): Verdict {
  if (presented.sessionRevokedAt || presented.sessionExpiresAt <= now) return 'dead';
  if (presented.usedAt) {
    const isWithinGrace = now.getTime() - presented.usedAt.getTime() <= refreshGraceMs;
    return isWithinGrace && !presented.successorIsUsed ? 'repeated' : 'reused';
  }
  return presented.expiresAt <= now ? 'dead' : 'first use';
}

async function exchange(
  tx: EntityManager,
  call: Call,
  presented: PresentedToken,
  token: string,
): Promise<string | null> {
  const verdict = judgeToken(presented, call.now);
  switch (verdict) {
    case 'first use':
      return succeedRefreshToken(tx, presented, token, call.now);
    case 'repeated':
      return openSuccessor(presented, token);
    case 'reused': {
      const { user, sessionId } = presented;
      await endSessions(tx, call, { user, sessions: { only: sessionId }, reason: 'TOKEN_REUSED' });
      return null;
    }
    case 'dead':
      return null;
    default:
      return verdict satisfies never;
  }
}
