import { requireUser } from '@souk/shared/viewer';
import { register } from '../account/register.ts';
import { asSelf, type UserView } from '../account/user-view.ts';
import type { Resolvers, SessionTokens } from '../generated/schema.ts';
import { isRefused, type Refused } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import type { SignedIn } from './open-session.ts';
import { refreshSession } from './refresh-session.ts';

type SessionPayload = {
  session: SessionTokens | null;
  user: UserView | null;
  userErrors: Refused['refused'];
};

/** Resolvers of signing in and out. */
export function createSessionResolvers(deps: UsersDeps): { Mutation: object } {
  const Mutation: Resolvers['Mutation'] = {
    register: async (_root, { input }, { call }) => toPayload(await register(deps, call, input)),
    login: async (_root, { input }, { call }) => toPayload(await login(deps, call, input)),
    refreshSession: async (_root, { input }, { call }) => toPayload(await refreshSession(deps, call, input)),
    logout: async (_root, { input }, { viewer, call }) => {
      const { id: userId, sessionId } = requireUser(viewer);
      const everywhere = input?.everywhere ?? false;
      return { endedSessions: await logout(deps, call, { userId, sessionId, everywhere }), userErrors: [] };
    },
  };
  return { Mutation };
}

function toPayload(result: SignedIn | Refused): SessionPayload {
  if (isRefused(result)) return { session: null, user: null, userErrors: result.refused };
  const { user, sessionId, accessToken, accessTokenExpiresAt, refreshToken } = result;
  return {
    session: { accessToken, accessTokenExpiresAt, refreshToken },
    // Who just signed in sees itself, although the request itself came from nobody.
    user: asSelf(user, sessionId),
    userErrors: [],
  };
}
