import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Role } from '@souk/shared/viewer';
import { changePassword } from '../password/change-password.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { login } from '../session/login.ts';
import { logout } from '../session/logout.ts';
import type { SignedIn } from '../session/open-session.ts';
import { refreshSession } from '../session/refresh-session.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { listUsers } from './list-users.ts';
import { refusedRegistrations, register } from './register.ts';
import { setUserRoles } from './set-user-roles.ts';
import { updateProfile } from './update-profile.ts';
import type { User } from './user.entity.ts';

let users: UsersFixture;
const start = new Date('2026-03-01T12:00:00.000Z');
const call = callAt(start);
const person = { email: 'bea@example.com', password: 'correct horse 7', firstName: 'Bea', lastName: 'Buyer' };

beforeAll(async () => {
  users = await createUsersFixture();
});
afterAll(() => users.close());
beforeEach(() => users.database.clear());

const signUp = async (changes: Partial<typeof person> = {}, now = start): Promise<SignedIn> =>
  (await register(users.deps, callAt(now), { ...person, ...changes })) as SignedIn;
const codes = (result: object): string[] =>
  isRefused(result) ? (result as Refused).refused.map(({ code, field }) => `${code} ${field}`) : [];
const events = async (): Promise<{ type: string; aggregateversion: number; data: unknown }[]> =>
  recordedEvents(users.database.dataSource);

test('an account is stored whole, with its event and its session', async () => {
  const { user } = await signUp({ email: 'BEA@example.com' });
  const [stored] = await users.database.dataSource.query('SELECT * FROM users');
  expect(stored).toEqual({
    id: user.id,
    email: 'bea@example.com',
    password_hash: expect.stringMatching(/^\$argon2id\$/),
    first_name: 'Bea',
    last_name: 'Buyer',
    phone: null,
    locale: 'en',
    roles: ['CUSTOMER'],
    version: 1,
    created_at: start,
    search_text: 'bea@example.com bea buyer',
  });
  const [session] = await users.database.dataSource.query('SELECT * FROM sessions');
  expect(session).toMatchObject({ user_id: user.id, device: 'Test browser', caller_network: '203.0.113.7' });
  expect(await events()).toMatchObject([
    { type: 'UserRegistered', subject: user.id, correlationid: 'corr-1' },
  ]);
});

test('an address is registered once, in whatever spelling, also by parallel requests', async () => {
  const spellings = ['bea@example.com', 'BEA@EXAMPLE.COM', ' bea@example.com', 'ｂｅａ@example.com'];
  const results = await Promise.all(
    [...spellings, ...spellings].map((email) => register(users.deps, call, { ...person, email })),
  );
  expect(results.filter((result) => !isRefused(result))).toHaveLength(1);
  expect(results.filter(isRefused).map(({ refused }) => refused)).toEqual(
    Array(7).fill([
      {
        code: 'REGISTRATION_REFUSED',
        field: null,
        message: 'The account could not be created with these details.',
      },
    ]),
  );
  expect(await events()).toHaveLength(1);
  const [{ sessions }] = await users.database.dataSource.query(
    'SELECT count(*)::int AS sessions FROM sessions',
  );
  expect(sessions).toBe(1);
});

test('a taken address hashes the password like a free one, and changes nothing', async () => {
  await signUp();
  const hashed: string[] = [];
  const deps = {
    ...users.deps,
    passwords: {
      ...users.deps.passwords,
      hash: (password: string) => {
        hashed.push(password);
        return users.deps.passwords.hash(password);
      },
    },
  };
  await register(deps, call, { ...person, password: 'another horse 8' });
  await register(deps, call, { ...person, email: 'new@example.com', password: 'another horse 8' });
  expect(hashed).toHaveLength(2);
  expect(codes(await login(users.deps, call, person))).toEqual([]);
});

test('asking which addresses are taken ends after fifty refusals, and good registrations do not count', async () => {
  await signUp();
  await users.database.dataSource.query('UPDATE attempts SET count = $1', [refusedRegistrations.maximum - 1]);
  expect(codes(await signUp({ email: 'new@example.com' }))).toEqual([]);
  expect(codes(await signUp())).toEqual(['REGISTRATION_REFUSED null']);
  expect(codes(await signUp())).toEqual(['TOO_MANY_ATTEMPTS null']);
  expect(codes(await signUp({ email: 'other@example.com' }))).toEqual(['TOO_MANY_ATTEMPTS null']);
  expect(codes(await signUp({ email: 'other@example.com' }, new Date(start.getTime() + 3_600_000)))).toEqual(
    [],
  );
});

test.each([
  [{ email: 'nobody' }, ['INVALID_INPUT email']],
  [{ password: 'short' }, ['WEAK_PASSWORD password']],
  [{ password: 'password123' }, ['WEAK_PASSWORD password']],
  [{ password: 'bea@example.com' }, ['WEAK_PASSWORD password']],
  [{ password: 'a\u0000bcdefgh' }, ['INVALID_INPUT password']],
  [{ password: '\ud800abcdefgh' }, ['INVALID_INPUT password']],
  [{ firstName: '' }, ['INVALID_INPUT firstName']],
  [{ firstName: 'Bea\u202e' }, ['INVALID_INPUT firstName']],
  [{ lastName: 'x'.repeat(101) }, ['INVALID_INPUT lastName']],
  [
    { email: 'x', firstName: '\ud800', lastName: '\u0000' },
    ['INVALID_INPUT email', 'INVALID_INPUT firstName', 'INVALID_INPUT lastName'],
  ],
])('an account with %j is refused', async (changes, expected) => {
  expect(codes(await signUp(changes))).toEqual(expected);
  expect(await events()).toEqual([]);
});

test('a profile changes where it is told to, and says so once', async () => {
  const { user } = await signUp();
  const change = (changes: object): Promise<User | Refused> =>
    updateProfile(users.deps, call, { userId: user.id, changes });
  expect(await change({ phone: '+49 30 123456', locale: 'DE-at', lastName: null })).toMatchObject({
    firstName: 'Bea',
    lastName: 'Buyer',
    phone: '+4930123456',
    locale: 'de-AT',
    version: 2,
  });
  expect(await change({})).toMatchObject({ phone: '+4930123456', version: 2 });
  expect(await change({ firstName: 'Bea' })).toMatchObject({ version: 2 });
  expect(await change({ phone: null })).toMatchObject({ phone: null, version: 3 });
  expect(codes(await change({ firstName: ' ', phone: '12', locale: '?' }))).toEqual([
    'INVALID_INPUT firstName',
    'INVALID_INPUT phone',
    'INVALID_INPUT locale',
  ]);
  const [, ...changed] = await events();
  expect(changed.map(({ type, aggregateversion, data }) => ({ type, aggregateversion, data }))).toEqual([
    {
      type: 'UserProfileChanged',
      aggregateversion: 2,
      data: {
        userId: user.id,
        email: 'bea@example.com',
        firstName: 'Bea',
        lastName: 'Buyer',
        phone: '+4930123456',
        locale: 'de-AT',
      },
    },
    { type: 'UserProfileChanged', aggregateversion: 3, data: expect.objectContaining({ phone: null }) },
  ]);
});

test('a changed password ends all other sessions and tells the owner', async () => {
  const first = await signUp();
  const other = (await login(users.deps, call, person)) as SignedIn;
  const change = (currentPassword: string, newPassword: string): Promise<User | Refused> =>
    changePassword(users.deps, call, {
      userId: first.user.id,
      sessionId: first.sessionId,
      currentPassword,
      newPassword,
    });
  expect(codes(await change('wrong', 'another horse 8'))).toEqual(['INVALID_CREDENTIALS currentPassword']);
  expect(codes(await change(person.password, 'qwerty123'))).toEqual(['WEAK_PASSWORD newPassword']);
  expect(codes(await change(person.password, person.email))).toEqual(['WEAK_PASSWORD newPassword']);
  expect(codes(await change(person.password, 'another horse 8'))).toEqual([]);

  expect(codes(await login(users.deps, call, person))).toEqual(['INVALID_CREDENTIALS null']);
  expect(codes(await refreshSession(users.deps, call, other))).toEqual(['INVALID_REFRESH_TOKEN null']);
  expect(codes(await refreshSession(users.deps, call, first))).toEqual([]);
  expect((await events()).at(-1)).toMatchObject({
    type: 'SessionRevoked',
    data: {
      reason: 'PASSWORD_CHANGED',
      sessionIds: [other.sessionId],
      email: 'bea@example.com',
      firstName: 'Bea',
    },
  });
});

test('guessing the current password is limited like guessing at login', async () => {
  const { user, sessionId } = await signUp();
  const guess = async (): Promise<string[]> =>
    codes(
      await changePassword(users.deps, call, {
        userId: user.id,
        sessionId,
        currentPassword: 'wrong',
        newPassword: 'another horse 8',
      }),
    );
  for (let index = 0; index < 10; index += 1)
    expect(await guess()).toEqual(['INVALID_CREDENTIALS currentPassword']);
  expect(await guess()).toEqual(['TOO_MANY_ATTEMPTS null']);
});

test('of two changes of the password at once one wins', async () => {
  const { user, sessionId } = await signUp();
  const results = await Promise.all(
    ['another horse 8', 'a third horse 9'].map((newPassword) =>
      changePassword(users.deps, call, {
        userId: user.id,
        sessionId,
        currentPassword: person.password,
        newPassword,
      }),
    ),
  );
  expect(results.map(codes).sort()).toEqual([[], ['INVALID_CREDENTIALS currentPassword']]);
});

test('logging out and reuse of a token may meet without a deadlock', async () => {
  const { user, refreshToken, sessionId } = await signUp();
  await refreshSession(users.deps, call, { refreshToken });
  const later = callAt(new Date(start.getTime() + 60_000));
  await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      index % 2
        ? refreshSession(users.deps, later, { refreshToken })
        : logout(users.deps, later, { userId: user.id, sessionId, everywhere: true }),
    ),
  );
  expect((await events()).filter(({ type }) => type === 'SessionRevoked')).toHaveLength(1);
});

async function admin(email = 'admin@example.com'): Promise<string> {
  const { user } = await signUp({ email });
  await users.database.dataSource.query(`UPDATE users SET roles = ARRAY['CUSTOMER', 'ADMIN'] WHERE id = $1`, [
    user.id,
  ]);
  return user.id;
}

test('an admin grants and takes roles; a seller needs a name the first time', async () => {
  const adminId = await admin();
  const { user } = await signUp();
  const set = (roles: Role[], sellerDisplayName?: string): Promise<User | Refused> =>
    setUserRoles(users.deps, { adminId, userId: user.id, roles, sellerDisplayName });
  expect(codes(await set(['SELLER']))).toEqual(['INVALID_INPUT sellerDisplayName']);
  expect(codes(await set(['SELLER'], 'a\u0000'))).toEqual(['INVALID_INPUT sellerDisplayName']);
  expect(codes(await set([]))).toEqual(['INVALID_INPUT roles']);
  expect(await set(['SELLER', 'CUSTOMER', 'SELLER'], ' Bea & Co ')).toMatchObject({
    roles: ['CUSTOMER', 'SELLER'],
  });
  expect(await set(['CUSTOMER'])).toMatchObject({ roles: ['CUSTOMER'] });
  expect(await set(['CUSTOMER', 'SELLER'])).toMatchObject({ roles: ['CUSTOMER', 'SELLER'] });
  expect(await users.database.dataSource.query('SELECT * FROM seller_profiles')).toEqual([
    { user_id: user.id, display_name: 'Bea & Co' },
  ]);
  for (const userId of ['usr_01m6a6ft00ens9aw99m8stfa8d', '\u0000', "'"]) {
    expect(codes(await setUserRoles(users.deps, { adminId, userId, roles: ['CUSTOMER'] }))).toEqual([
      'NOT_FOUND userId',
    ]);
  }
});

test('a token of a former admin sets no roles', async () => {
  const { user } = await signUp();
  await expect(
    setUserRoles(users.deps, { adminId: user.id, userId: user.id, roles: ['ADMIN'] }),
  ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
});

test('the last admin stays one, even when two remove each other at once', async () => {
  const [one, two] = [await admin(), await admin('admin2@example.com')];
  const results = await Promise.allSettled([
    setUserRoles(users.deps, { adminId: one, userId: two, roles: ['CUSTOMER'] }),
    setUserRoles(users.deps, { adminId: two, userId: one, roles: ['CUSTOMER'] }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [{ id }] = await users.database.dataSource.query(`SELECT id FROM users WHERE 'ADMIN' = ANY(roles)`);
  expect(codes(await setUserRoles(users.deps, { adminId: id, userId: id, roles: ['CUSTOMER'] }))).toEqual([
    'INVALID_INPUT roles',
  ]);
});

test('users are listed newest first, page by page, even those of the same instant', async () => {
  for (let index = 0; index < 7; index += 1) {
    await signUp({ email: `u${index}@example.com` }, new Date(start.getTime() + Math.floor(index / 3)));
  }
  const db = users.database.dataSource.manager;
  const seen: string[] = [];
  let after: string | null = null;
  let more = true;
  while (more) {
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(db, { first: 2, after });
    seen.push(...page.edges.map(({ node }) => node.id));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  const all: { id: string }[] = await db.query('SELECT id FROM users ORDER BY created_at DESC, id DESC');
  expect(seen).toEqual(all.map(({ id }) => id));
});

test('search finds part of an address or name, in any case, and takes every character as itself', async () => {
  await signUp({ email: 'a_b@example.com', firstName: 'Zoë', lastName: '100%' });
  await signUp({ email: 'axb@example.com', firstName: 'Max', lastName: 'back\\slash' });
  const db = users.database.dataSource.manager;
  const find = async (search: string): Promise<string[]> =>
    (await listUsers(db, { first: 10, search })).edges.map(({ node }) => node.email).sort();
  expect(await find('A_B@')).toEqual(['a_b@example.com']);
  expect(await find('ZOË')).toEqual(['a_b@example.com']);
  expect(await find('0%')).toEqual(['a_b@example.com']);
  expect(await find('\\')).toEqual(['axb@example.com']);
  expect(await find(' ')).toEqual(['a_b@example.com', 'axb@example.com']);
  for (const hostile of ["' OR 1=1--", 'a & | !', '); SELECT pg_sleep(5)--', '%', '_x']) {
    expect(await find(hostile)).toEqual(hostile === '%' ? ['a_b@example.com'] : []);
  }
  for (const broken of ['a\u0000', '\ud800', 'x'.repeat(101)]) {
    await expect(find(broken)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  }
});

test.each([
  ['rubbish'],
  ['WyJhIiwiYiJd'],
  ['WzEsMl0'],
  [Buffer.from('["2026-03-01T12:00:00.000Z","usr_\\u0000"]').toString('base64url')],
])('the cursor %s is refused', async (after) => {
  const listing = listUsers(users.database.dataSource.manager, { first: 2, after });
  await expect(listing).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});
