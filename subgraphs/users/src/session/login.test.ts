import { register } from '../account/register.ts';
import { changePassword } from '../password/change-password.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import { login } from './login.ts';
import type { SignedIn } from './open-session.ts';

let users: UsersFixture;
let owner: SignedIn;
const start = new Date('2026-03-01T12:00:00.000Z');
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const email = 'bea@example.com';
const password = 'correct horse 7';

beforeAll(async () => {
  users = await createUsersFixture();
});
afterAll(() => users.close());
beforeEach(async () => {
  await users.database.clear();
  const person = { email, password, firstName: 'Bea', lastName: 'Buyer' };
  owner = (await register(users.deps, callAt(start, '198.51.100.1'), person)) as SignedIn;
});

async function attempt(
  input: { email?: string; password?: string },
  network: string | null = '203.0.113.7',
  now = start,
): Promise<string> {
  const result = await login(users.deps, callAt(now, network), { email, password, ...input });
  return isRefused(result) ? result.refused.map(({ code }) => code).join() : 'signed in';
}

async function times(
  count: number,
  work: (index: number) => Promise<string>,
): Promise<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (let index = 0; index < count; index += 1) {
    const code = await work(index);
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return codes;
}

test('a hundred wrong passwords are stopped after ten, and the owner gets in from elsewhere', async () => {
  expect(await times(100, () => attempt({ password: 'wrong' }))).toEqual({
    INVALID_CREDENTIALS: 10,
    TOO_MANY_ATTEMPTS: 90,
  });
  expect(await attempt({})).toBe('TOO_MANY_ATTEMPTS');
  expect(await attempt({}, '203.0.113.8')).toBe('signed in');
  expect(await attempt({}, '203.0.113.7', later(15))).toBe('signed in');
});

test('parallel guesses are counted before they are checked', async () => {
  const codes = await Promise.all(Array.from({ length: 40 }, () => attempt({ password: 'wrong' })));
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
});

test('an address without an account is limited in the same way', async () => {
  expect(await times(12, () => attempt({ email: 'nobody@example.com', password: 'wrong' }))).toEqual({
    INVALID_CREDENTIALS: 10,
    TOO_MANY_ATTEMPTS: 2,
  });
});

test('right passwords do not count, and take back the wrong ones before them', async () => {
  for (let round = 0; round < 3; round += 1) {
    await times(9, () => attempt({ password: 'wrong' }));
    expect(await attempt({})).toBe('signed in');
  }
});

test('one network may not try many accounts', async () => {
  const deps = {
    ...users.deps,
    passwordLimits: { ...users.deps.passwordLimits, network: { maximum: 5, windowSeconds: 900 } },
  };
  const codes: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    const result = (await login(deps, callAt(start), {
      email: `a${index}@example.com`,
      password: 'wrong',
    })) as Refused;
    codes.push(result.refused[0]!.code);
  }
  expect(codes).toEqual([...Array(5).fill('INVALID_CREDENTIALS'), 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
});

test('a guesser with many networks is stopped, but not the owner at home', async () => {
  const deps = {
    ...users.deps,
    passwordLimits: { ...users.deps.passwordLimits, account: { maximum: 5, windowSeconds: 900 } },
  };
  const from = async (network: string, guess: string): Promise<string> => {
    const result = await login(deps, callAt(start, network), { email, password: guess });
    return isRefused(result) ? result.refused[0]!.code : 'signed in';
  };
  for (let index = 0; index < 5; index += 1)
    expect(await from(`203.0.113.${index}`, 'wrong')).toBe('INVALID_CREDENTIALS');
  expect(await from('203.0.113.99', password)).toBe('TOO_MANY_ATTEMPTS');
  expect(await from('198.51.100.1', password)).toBe('signed in');
});

test('without a known address of the caller only the account is limited', async () => {
  expect(await times(12, () => attempt({ password: 'wrong' }, null))).toEqual({
    INVALID_CREDENTIALS: 10,
    TOO_MANY_ATTEMPTS: 2,
  });
  expect(await attempt({}, '203.0.113.7')).toBe('signed in');
});

test('when hashing is overloaded nobody is blamed', async () => {
  const overloaded = {
    ...users.deps,
    passwords: { ...users.deps.passwords, verify: () => Promise.reject(new Error('overloaded')) },
  };
  for (let index = 0; index < 15; index += 1) {
    await expect(login(overloaded, callAt(start), { email, password })).rejects.toThrow('overloaded');
  }
  expect(await attempt({})).toBe('signed in');
});

test.each([
  ['an unknown address', { email: 'nobody@example.com' }],
  ['a wrong password', { password: 'wrong' }],
  ['no address', { email: 'nobody' }],
  ['a NUL in the address', { email: 'bea\u0000@example.com' }],
  ['a lone surrogate in the password', { password: '\ud800aaaaaaaa' }],
  ['a NUL in the password', { password: `${password}\u0000` }],
  ['a huge password', { password: 'x'.repeat(100_000) }],
  ['injected SQL', { email: `' OR 1=1 --@example.com` }],
])('%s is answered with the same text', async (_what, input) => {
  const result = await login(users.deps, callAt(start), { email, password, ...input });
  expect(result).toEqual({
    refused: [{ code: 'INVALID_CREDENTIALS', field: null, message: 'E-mail address or password is wrong.' }],
  });
});

test('a password is the same composed and decomposed, and counts beyond 72 bytes', async () => {
  const long = `${'é'.repeat(50)}Ünïq1`;
  await changePassword(users.deps, callAt(start), {
    userId: owner.user.id,
    sessionId: owner.sessionId,
    currentPassword: password,
    newPassword: long.normalize('NFD'),
  });
  expect(await attempt({ password: long.normalize('NFC') })).toBe('signed in');
  expect(await attempt({ password: `${long.slice(0, -1)}2` })).toBe('INVALID_CREDENTIALS');
});

test('a session opened with the old password does not outlive a change made meanwhile', async () => {
  const racing = {
    ...users.deps,
    passwords: {
      ...users.deps.passwords,
      // The password changes after it was found right and before the session is written.
      async verify(hash: string | null, given: string) {
        const matches = await users.deps.passwords.verify(hash, given);
        await users.database.dataSource.query('UPDATE users SET password_hash = $1', [
          await users.deps.passwords.hash('another horse 8'),
        ]);
        return matches;
      },
    },
  };
  const result = await login(racing, callAt(start), { email, password });
  expect((result as Refused).refused[0]!.code).toBe('INVALID_CREDENTIALS');
});

test('known and unknown addresses take the same time', async () => {
  const deps = { ...users.deps, passwordLimits: unlimited };
  const samples: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let index = 0; index < 100; index += 1) {
    // Turn about, so that what the machine does meanwhile falls on both.
    for (const kind of index % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const startedAt = performance.now();
      await login(deps, callAt(start), {
        email: kind === 'known' ? email : 'nobody@example.com',
        password: 'wrong',
      });
      samples[kind].push(performance.now() - startedAt);
    }
  }
  expect(Math.abs(mannWhitneyZ(samples.known, samples.unknown))).toBeLessThan(5);
});

const unlimited = {
  accountAndNetwork: { maximum: 1e6, windowSeconds: 900 },
  network: { maximum: 1e6, windowSeconds: 900 },
  account: { maximum: 1e6, windowSeconds: 900 },
};

/** How many standard deviations the rank sum of two samples is off what chance gives. Without equal work it is about 12. */
function mannWhitneyZ(a: readonly number[], b: readonly number[]): number {
  const wins = a.reduce((sum, x) => sum + b.reduce((won, y) => won + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
  return (
    (wins - (a.length * b.length) / 2) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12)
  );
}
