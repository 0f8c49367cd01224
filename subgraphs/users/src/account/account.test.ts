import { recordedEvents } from '@souk/shared/testing/test-events';
import { changePassword } from '../password/change-password.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { login } from '../session/login.ts';
import { logout } from '../session/logout.ts';
import type { SignedIn } from '../session/open-session.ts';
import { refreshSession } from '../session/refresh-session.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { register } from './register.ts';
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
        roles: ['CUSTOMER'],
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
