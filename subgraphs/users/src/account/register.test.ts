import { recordedEvents } from '@souk/shared/testing/test-events';
import { isRefused, type Refused } from '../refusal.ts';
import { login } from '../session/login.ts';
import type { SignedIn } from '../session/open-session.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { refusedRegistrations, register } from './register.ts';

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
