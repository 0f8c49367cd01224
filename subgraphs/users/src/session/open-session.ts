import { createId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import type { User } from '../account/user.entity.ts';
import type { Call } from '../context.ts';
import type { IssueAccessToken } from './access-token.ts';
import { createRefreshToken, insertRefreshToken, sessionIdleMs } from './refresh-token.ts';
import { sessionEntity } from './session.entity.ts';

/** A session as it is handed to its device, with its user. */
export type SignedIn = {
  readonly user: User;
  readonly sessionId: string;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
};

/** A session whose access token is still to be signed, which happens after the commit. */
export type OpenedSession = {
  readonly user: User;
  readonly sessionId: string;
  readonly refreshToken: string;
};

/** Opens a session for a device whose user has proved who it is. */
export async function openSession(tx: EntityManager, call: Call, user: User): Promise<OpenedSession> {
  const { now } = call;
  const sessionId = createId('ses', now.getTime());
  const refreshToken = createRefreshToken();
  const expiresAt = new Date(now.getTime() + sessionIdleMs);
  await tx.insert(sessionEntity, {
    id: sessionId,
    userId: user.id,
    device: call.device,
    callerNetwork: call.callerNetwork,
    createdAt: now,
    lastUsedAt: now,
    expiresAt,
    revokedAt: null,
  });
  await insertRefreshToken(tx, { token: refreshToken, sessionId, expiresAt });
  return { user, sessionId, refreshToken };
}

/** Adds the access token to a session. */
export async function signIn(
  deps: { readonly issueAccessToken: IssueAccessToken },
  opened: OpenedSession,
  now: Date,
): Promise<SignedIn> {
  const access = await deps.issueAccessToken(opened.user, opened.sessionId, now);
  return { ...opened, accessToken: access.token, accessTokenExpiresAt: access.expiresAt };
}
