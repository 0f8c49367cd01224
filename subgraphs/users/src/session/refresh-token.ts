import { createHash, randomBytes } from 'node:crypto';
import { createSecretSealer } from '@souk/shared/sealed-secret';
import { row } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { User } from '../account/user.entity.ts';
import { lockUser } from '../account/user.repository.ts';

const dayMs = 86_400_000;
/** A session ends when it was not refreshed for so long, */
export const sessionIdleMs = 30 * dayMs;
/** and in any case after so long. */
export const sessionLongestMs = 180 * dayMs;

/** A new opaque token of 256 random bits. Its prefix lets secret scanners find it where it must not be. */
export function createRefreshToken(): string {
  return `srt_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. It needs no salt or cost, since nobody can guess 256 bits. */
export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A presented token with its session and user. */
export type PresentedToken = {
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly successorSealed: string | null;
  readonly successorIsUsed: boolean;
  readonly sessionId: string;
  readonly sessionCreatedAt: Date;
  readonly sessionExpiresAt: Date;
  readonly sessionRevokedAt: Date | null;
  readonly user: User;
};

/**
 * Finds a presented token. Its user stays locked until the transaction ends, as for every change of a user's sessions,
 * so the tokens of a family are exchanged one after the other. Null for what we never gave out.
 */
export async function lockPresentedToken(tx: EntityManager, token: string): Promise<PresentedToken | null> {
  const tokenHash = hashRefreshToken(token);
  const owner = await row<{ id: string }>(
    tx,
    `SELECT user_id AS id FROM refresh_tokens JOIN sessions ON sessions.id = session_id WHERE token_hash = $1`,
    [tokenHash],
  );
  const user = owner && (await lockUser(tx, owner.id));
  if (!user) return null;
  // A statement of its own: only now, behind the lock, is what a parallel exchange wrote visible.
  const presented = await row<Omit<PresentedToken, 'user'>>(
    tx,
    `SELECT token.token_hash AS "tokenHash", token.expires_at AS "expiresAt", token.used_at AS "usedAt",
       token.successor_sealed AS "successorSealed",
       coalesce(successor.used_at IS NOT NULL, false) AS "successorIsUsed",
       session.id AS "sessionId", session.created_at AS "sessionCreatedAt",
       session.expires_at AS "sessionExpiresAt", session.revoked_at AS "sessionRevokedAt"
     FROM refresh_tokens AS token
     JOIN sessions AS session ON session.id = token.session_id
     LEFT JOIN refresh_tokens AS successor ON successor.token_hash = token.successor_hash
     WHERE token.token_hash = $1`,
    [tokenHash],
  );
  return presented && { ...presented, user };
}

/** Stores the first token of a session. */
export async function insertRefreshToken(
  tx: EntityManager,
  input: { readonly token: string; readonly sessionId: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.query('INSERT INTO refresh_tokens (token_hash, session_id, expires_at) VALUES ($1, $2, $3)', [
    hashRefreshToken(input.token),
    input.sessionId,
    input.expiresAt,
  ]);
}

/**
 * Exchanges a token for its successor. The successor is kept beside it, sealed with the token itself: only who presents
 * the token again can be given the same successor, and the database alone opens nothing.
 */
export async function succeedRefreshToken(
  tx: EntityManager,
  presented: PresentedToken,
  token: string,
  now: Date,
): Promise<string> {
  const successor = createRefreshToken();
  const idleEnd = now.getTime() + sessionIdleMs;
  const expiresAt = new Date(Math.min(idleEnd, presented.sessionCreatedAt.getTime() + sessionLongestMs));
  await insertRefreshToken(tx, { token: successor, sessionId: presented.sessionId, expiresAt });
  await tx.query(
    `UPDATE refresh_tokens SET used_at = $2, successor_hash = $3, successor_sealed = $4 WHERE token_hash = $1`,
    [
      presented.tokenHash,
      now,
      hashRefreshToken(successor),
      createSecretSealer(token).seal(successor, presented.sessionId),
    ],
  );
  await tx.query('UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE id = $1', [
    presented.sessionId,
    now,
    expiresAt,
  ]);
  return successor;
}

/** The successor that a used token was exchanged for. */
export function openSuccessor(presented: PresentedToken, token: string): string {
  if (!presented.successorSealed) throw new Error('the token has no successor');
  return createSecretSealer(token).open(presented.successorSealed, presented.sessionId);
}
