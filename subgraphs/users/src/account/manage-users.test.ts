import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Role } from '@souk/shared/viewer';
import { isRefused, type Refused } from '../refusal.ts';
import type { SignedIn } from '../session/open-session.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { listUsers } from './list-users.ts';
import { register } from './register.ts';
import { setUserRoles } from './set-user-roles.ts';
import type { User } from './user.entity.ts';

let users: UsersFixture;
const start = new Date('2026-03-01T12:00:00.000Z');
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

async function admin(email = 'admin@example.com'): Promise<string> {
  const { user } = await signUp({ email });
  await users.database.dataSource.query(`UPDATE users SET roles = ARRAY['CUSTOMER', 'ADMIN'] WHERE id = $1`, [
    user.id,
  ]);
  return user.id;
}

/** What the others were told of a user's roles, by the user's version. */
async function rolesTold(userId: string): Promise<unknown[]> {
  const events = await recordedEvents(users.database.dataSource);
  return events
    .filter(({ subject }) => subject === userId)
    .map(({ aggregateversion, data }) => [aggregateversion, (data as { roles: Role[] }).roles]);
}

test('an admin grants and takes roles; a seller needs a name the first time', async () => {
  const adminId = await admin();
  const { user } = await signUp();
  const set = (roles: Role[], sellerDisplayName?: string): Promise<User | Refused> =>
    setUserRoles(users.deps, callAt(start), { adminId, userId: user.id, roles, sellerDisplayName });
  expect(codes(await set(['SELLER']))).toEqual(['INVALID_INPUT sellerDisplayName']);
  expect(codes(await set(['SELLER'], 'a\u0000'))).toEqual(['INVALID_INPUT sellerDisplayName']);
  expect(codes(await set([]))).toEqual(['INVALID_INPUT roles']);
  expect(await set(['SELLER', 'CUSTOMER', 'SELLER'], ' Bea & Co ')).toMatchObject({
    roles: ['CUSTOMER', 'SELLER'],
  });
  expect(await set(['CUSTOMER'])).toMatchObject({ roles: ['CUSTOMER'] });
  expect(await set(['CUSTOMER', 'SELLER'])).toMatchObject({ roles: ['CUSTOMER', 'SELLER'] });
  expect(await rolesTold(user.id)).toEqual([
    [1, ['CUSTOMER']],
    [2, ['CUSTOMER', 'SELLER']],
    [3, ['CUSTOMER']],
    [4, ['CUSTOMER', 'SELLER']],
  ]);
  expect(await users.database.dataSource.query('SELECT * FROM seller_profiles')).toEqual([
    { user_id: user.id, display_name: 'Bea & Co' },
  ]);
  for (const userId of ['usr_01m6a6ft00ens9aw99m8stfa8d', '\u0000', "'"]) {
    expect(
      codes(await setUserRoles(users.deps, callAt(start), { adminId, userId, roles: ['CUSTOMER'] })),
    ).toEqual(['NOT_FOUND userId']);
  }
});

test('a token of a former admin sets no roles', async () => {
  const { user } = await signUp();
  await expect(
    setUserRoles(users.deps, callAt(start), { adminId: user.id, userId: user.id, roles: ['ADMIN'] }),
  ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
});

test('the last admin stays one, even when two remove each other at once', async () => {
  const [one, two] = [await admin(), await admin('admin2@example.com')];
  const results = await Promise.allSettled([
    setUserRoles(users.deps, callAt(start), { adminId: one, userId: two, roles: ['CUSTOMER'] }),
    setUserRoles(users.deps, callAt(start), { adminId: two, userId: one, roles: ['CUSTOMER'] }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [{ id }] = await users.database.dataSource.query(`SELECT id FROM users WHERE 'ADMIN' = ANY(roles)`);
  expect(
    codes(await setUserRoles(users.deps, callAt(start), { adminId: id, userId: id, roles: ['CUSTOMER'] })),
  ).toEqual(['INVALID_INPUT roles']);
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
