import { rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';

const batch = 5_000;
/** Ended sessions stay this long for whoever has to look into them. */
const revokedKeptMs = 7 * 86_400_000;

/**
 * Removes what can do nothing any more: refresh tokens and sessions past their end (tokens go with their session),
 * ended sessions after a week, attempts whose window is over. Small batches keep locks and statements short.
 *
 * @returns how many rows went
 */
export async function forgetExpired(db: EntityManager, now: Date): Promise<number> {
  const longRevoked = new Date(now.getTime() - revokedKeptMs);
  return (
    (await deleteInBatches(db, 'sessions', 'expires_at <= $1', now)) +
    (await deleteInBatches(db, 'sessions', 'revoked_at <= $1', longRevoked)) +
    (await deleteInBatches(db, 'refresh_tokens', 'expires_at <= $1', now)) +
    (await deleteInBatches(db, 'attempts', 'expires_at <= $1', now))
  );
}

async function deleteInBatches(
  db: EntityManager,
  table: 'sessions' | 'refresh_tokens' | 'attempts',
  condition: string,
  before: Date,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const gone = await rows(
      db,
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${batch} FOR UPDATE SKIP LOCKED
       )) RETURNING 1`,
      [before],
    );
    removed += gone.length;
    if (gone.length < batch) return removed;
  }
}
