import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { type Session, sessionEntity } from './session.entity.ts';

const mostShown = 100;

/** The live sessions of a user, latest use first; the hundred latest at most. */
export async function listSessions(db: EntityManager, userId: string, now: Date): Promise<Session[]> {
  return db.find(sessionEntity, {
    where: { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) },
    order: { lastUsedAt: 'DESC', id: 'DESC' },
    take: mostShown,
  });
}
