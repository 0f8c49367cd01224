import { recordedEvents } from '@souk/shared/testing/test-events';
import { register } from '../account/register.ts';
import { isRefused } from '../refusal.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { forgetExpired } from './forget-expired.ts';
import type { SignedIn } from './open-session.ts';
import { judgeToken, refreshGraceMs, refreshSession } from './refresh-session.ts';
import { sessionIdleMs, sessionLongestMs } from './refresh-token.ts';

let users: UsersFixture;
let first: SignedIn;
const start = new Date('2026-03-01T12:00:00.000Z');
const at = (ms: number): ReturnType<typeof callAt> => callAt(new Date(start.getTime() + ms));

beforeAll(async () => {
  users = await createUsersFixture();
});
afterAll(() => users.close());
beforeEach(async () => {
  await users.database.clear();
  const person = {
    email: 'bea@example.com',
    password: 'correct horse 7',
    firstName: 'Bea',
    lastName: 'Buyer',
  };
  first = (await register(users.deps, at(0), person)) as SignedIn;
  await users.database.dataSource.query('DELETE FROM outbox');
});

async function refresh(refreshToken: string, afterMs: number): Promise<SignedIn | null> {
  const result = await refreshSession(users.deps, at(afterMs), { refreshToken });
  if (!isRefused(result)) return result;
  expect(result.refused).toEqual([
    {
      code: 'INVALID_REFRESH_TOKEN',
      field: null,
      message: 'The refresh token does not work. Sign in again.',
    },
  ]);
  return null;
}

const revokedSessions = async (): Promise<unknown[]> =>
  (await recordedEvents(users.database.dataSource)).map(({ type, data }) => ({ type, ...(data as object) }));

const stolen = (): unknown => ({
  type: 'SessionRevoked',
  userId: first.user.id,
  email: 'bea@example.com',
  firstName: 'Bea',
  sessionIds: [first.sessionId],
  reason: 'TOKEN_REUSED',
});

const minute = 60_000;

test('a chain of tokens goes on, each working once', async () => {
  const second = await refresh(first.refreshToken, minute);
  const third = await refresh(second!.refreshToken, 2 * minute);
  expect(new Set([first, second!, third!].map(({ refreshToken }) => refreshToken)).size).toBe(3);
  expect(third!.sessionId).toBe(first.sessionId);
  expect(await revokedSessions()).toEqual([]);
});

test('reuse after the grace ends the family, tells the owner once, and the newest token is dead too', async () => {
  const second = await refresh(first.refreshToken, minute);
  expect(await refresh(first.refreshToken, minute + refreshGraceMs + 1)).toBeNull();
  expect(await refresh(second!.refreshToken, 2 * minute)).toBeNull();
  expect(await refresh(first.refreshToken, 3 * minute)).toBeNull();
  expect(await revokedSessions()).toEqual([stolen()]);
});

test('within the grace the same successor is answered, as long as nobody used it', async () => {
  const second = await refresh(first.refreshToken, minute);
  const repeated = await refresh(first.refreshToken, minute + refreshGraceMs);
  expect(repeated!.refreshToken).toBe(second!.refreshToken);
  expect(await revokedSessions()).toEqual([]);

  await refresh(second!.refreshToken, minute + refreshGraceMs);
  expect(await refresh(first.refreshToken, minute + refreshGraceMs)).toBeNull();
  expect(await revokedSessions()).toEqual([stolen()]);
});

test('twenty refreshes of one token at once give one successor', async () => {
  const results = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refreshToken, minute)));
  expect(new Set(results.map((result) => result!.refreshToken)).size).toBe(1);
  const [{ count }] = await users.database.dataSource.query('SELECT count(*)::int FROM refresh_tokens');
  expect(count).toBe(2);
  expect(await revokedSessions()).toEqual([]);
});

test('neither an access token, nor rubbish, nor an unknown token refreshes', async () => {
  for (const token of [
    first.accessToken,
    '',
    'srt_',
    '\u0000',
    '\ud800',
    `${first.refreshToken}x`,
    'x'.repeat(99),
  ]) {
    expect(await refresh(token, minute)).toBeNull();
  }
  expect(await refresh(first.refreshToken, minute)).not.toBeNull();
});

test('a session that was idle for 30 days is over', async () => {
  expect(await refresh(first.refreshToken, sessionIdleMs)).toBeNull();
  expect(await refresh(first.refreshToken, sessionIdleMs - 1)).not.toBeNull();
});

test('a session that is always in use is over after 180 days', async () => {
  let token = first.refreshToken;
  let ms = 0;
  while (ms + sessionIdleMs / 2 < sessionLongestMs) {
    ms += sessionIdleMs / 2;
    token = (await refresh(token, ms))!.refreshToken;
  }
  expect(await refresh(token, sessionLongestMs)).toBeNull();
});

test('roles are read anew at each refresh', async () => {
  await users.database.dataSource.query(`UPDATE users SET roles = ARRAY['CUSTOMER', 'ADMIN']`);
  const second = await refresh(first.refreshToken, minute);
  expect(second!.user.roles).toEqual(['CUSTOMER', 'ADMIN']);
});

test('the database keeps no token that could be used', async () => {
  const second = await refresh(first.refreshToken, minute);
  const stored = await users.database.dataSource.query(
    `SELECT refresh_tokens::text AS text FROM refresh_tokens UNION ALL SELECT sessions::text FROM sessions`,
  );
  const text = JSON.stringify(stored);
  for (const token of [first.refreshToken, second!.refreshToken]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(Buffer.from(token).toString('hex'));
  }
});

test('what has expired is forgotten, what is live stays', async () => {
  const second = await refresh(first.refreshToken, minute);
  const db = users.database.dataSource.manager;
  expect(await forgetExpired(db, new Date(start.getTime() + 2 * minute))).toBe(0);
  // The first token and the attempts of that hour are past their end; the successor and the session are not.
  expect(await forgetExpired(db, new Date(start.getTime() + sessionIdleMs))).toBe(2);
  expect(await refresh(second!.refreshToken, sessionIdleMs)).not.toBeNull();
  expect(await forgetExpired(db, new Date(start.getTime() + 3 * sessionIdleMs))).toBe(1);
  expect(await db.query('SELECT * FROM refresh_tokens')).toEqual([]);
});

const token = {
  expiresAt: at(100).now,
  usedAt: null,
  successorIsUsed: false,
  sessionExpiresAt: at(100).now,
  sessionRevokedAt: null,
};
test.each([
  ['first use', token],
  ['dead', { ...token, expiresAt: at(0).now }],
  ['dead', { ...token, sessionExpiresAt: at(0).now }],
  ['dead', { ...token, usedAt: at(-20_000).now, sessionRevokedAt: at(0).now }],
  ['repeated', { ...token, usedAt: at(-refreshGraceMs).now }],
  ['reused', { ...token, usedAt: at(-refreshGraceMs - 1).now }],
  ['reused', { ...token, usedAt: at(0).now, successorIsUsed: true }],
])('the verdict is %s', (verdict, presented) => {
  expect(judgeToken(presented, at(0).now)).toBe(verdict);
});
