import { type Queryable, row } from '@souk/shared/sql';

/** So many attempts within a window that begins with the first one. */
export type AttemptLimit = { readonly maximum: number; readonly windowSeconds: number };

/**
 * Counts an attempt before it is made, so that parallel ones cannot slip through together.
 *
 * @returns whether it may be made; a refused one is not counted
 */
export async function takeAttempt(
  db: Queryable,
  key: string,
  limit: AttemptLimit,
  now: Date,
): Promise<boolean> {
  const counted = await row(
    db,
    `INSERT INTO attempts AS known (key, count, expires_at)
     VALUES ($1, 1, $2::timestamptz + $3 * interval '1 second')
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN known.expires_at <= $2 THEN 1 ELSE known.count + 1 END,
       expires_at = CASE WHEN known.expires_at <= $2 THEN excluded.expires_at ELSE known.expires_at END
     WHERE known.expires_at <= $2 OR known.count < $4
     RETURNING count`,
    [key, now, limit.windowSeconds, limit.maximum],
  );
  return counted !== null;
}

/** Uncounts attempts that turned out to be no guesses. */
export async function giveBackAttempts(db: Queryable, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db.query('UPDATE attempts SET count = count - 1 WHERE key = ANY($1) AND count > 0', [keys]);
}

/** Forgets the attempts of a key altogether. */
export async function clearAttempts(db: Queryable, key: string): Promise<void> {
  await db.query('DELETE FROM attempts WHERE key = $1', [key]);
}
