import { randomBytes } from 'node:crypto';
import { type Queryable, row, rows } from '@souk/shared/sql';
import { type PreferenceTopic, wantedByDefault } from './preference-topic.ts';

/** Whether somebody wants messages of a kind; `owner` is a user's id, or the mail address of who has no account. */
export type Preference = {
  readonly owner: string;
  readonly topic: PreferenceTopic;
  readonly wanted: boolean;
  /** What the way out of a mail carries: who has it may say no, and nothing else. */
  readonly unsubscribeToken: string;
};

export type PreferenceKey = Pick<Preference, 'owner' | 'topic'>;

const columns = 'owner, topic, wanted, unsubscribe_token AS "unsubscribeToken"';

export function preferenceKey({ owner, topic }: PreferenceKey): string {
  return `${topic} ${owner}`;
}

/**
 * The preferences of owners. What goes to who said nothing is noted as wanted here, because its mails need a way out; of the
 * rest only what was chosen is there. Until the transaction ends nobody changes them: a no that comes meanwhile finds what
 * was claimed here.
 */
export async function openPreferences(
  tx: Queryable,
  keys: readonly PreferenceKey[],
  now: Date,
): Promise<Map<string, Preference>> {
  if (keys.length === 0) return new Map();
  // Each once and in one order, so that two workers do not wait for each other.
  const wanted = [...new Map(keys.map((key) => [preferenceKey(key), key])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);
  const silent = wanted.filter(({ topic }) => wantedByDefault[topic]);
  if (silent.length > 0) {
    await tx.query(
      `INSERT INTO preferences (owner, topic, wanted, unsubscribe_token, changed_at)
       SELECT owner, topic, true, token, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS p (owner, topic, token)
       ON CONFLICT DO NOTHING`,
      [silent.map(({ owner }) => owner), silent.map(({ topic }) => topic), silent.map(newToken), now],
    );
  }
  const found = await rows<Preference>(
    tx,
    `SELECT ${columns} FROM preferences JOIN unnest($1::text[], $2::text[]) AS p (owner, topic) USING (owner, topic)
     FOR SHARE OF preferences`,
    [wanted.map(({ owner }) => owner), wanted.map(({ topic }) => topic)],
  );
  return new Map(found.map((preference) => [preferenceKey(preference), preference]));
}

/** What somebody chose. */
export function findPreferences(db: Queryable, owner: string): Promise<Preference[]> {
  return rows(db, `SELECT ${columns} FROM preferences WHERE owner = $1`, [owner]);
}

/** Notes a choice. */
export async function savePreference(
  tx: Queryable,
  { owner, topic }: PreferenceKey,
  wanted: boolean,
  now: Date,
): Promise<Preference> {
  const saved = await row<Preference>(
    tx,
    `INSERT INTO preferences (owner, topic, wanted, unsubscribe_token, changed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (owner, topic) DO UPDATE SET wanted = excluded.wanted, changed_at = excluded.changed_at
     RETURNING ${columns}`,
    [owner, topic, wanted, newToken(), now],
  );
  return saved!;
}

/** Notes a no by the token of a mail; null where it is none of ours. */
export async function refuseByToken(tx: Queryable, token: string, now: Date): Promise<Preference | null> {
  return row(
    tx,
    `UPDATE preferences SET wanted = false, changed_at = $2 WHERE unsubscribe_token = $1 RETURNING ${columns}`,
    [token, now],
  );
}

/** Gives up what was claimed for somebody who said no, and was not sent yet. */
export async function dropPending(tx: Queryable, unsubscribeToken: string): Promise<void> {
  await tx.query(
    `UPDATE deliveries SET status = 'FAILED', last_error = 'unsubscribed'
     WHERE unsubscribe_token = $1 AND status = 'PENDING'`,
    [unsubscribeToken],
  );
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
