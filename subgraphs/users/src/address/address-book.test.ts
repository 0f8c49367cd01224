import { createId } from '@souk/shared/ids';
import { register } from '../account/register.ts';
import { isRefused, type Refused } from '../refusal.ts';
import type { SignedIn } from '../session/open-session.ts';
import { callAt, createUsersFixture, type UsersFixture } from '../testing/users-fixture.ts';
import type { Address } from './address.entity.ts';
import { addAddress, removeAddress, updateAddress } from './address-book.ts';

let users: UsersFixture;
let userId: string;
let tick = 0;
const call = (): ReturnType<typeof callAt> => {
  tick += 1000;
  return callAt(new Date(Date.UTC(2026, 2, 1) + tick));
};

beforeAll(async () => {
  users = await createUsersFixture();
});
afterAll(() => users.close());
beforeEach(async () => {
  await users.database.clear();
  userId = await newUser('bea@example.com');
});

async function newUser(email: string): Promise<string> {
  const person = { email, password: 'correct horse 7', firstName: 'Bea', lastName: 'Buyer' };
  return ((await register(users.deps, call(), person)) as SignedIn).user.id;
}

const content = {
  name: 'Bea Buyer',
  line1: 'Main Street 1',
  line2: '',
  city: 'Berlin',
  region: null,
  postalCode: '10115',
  countryCode: 'de',
  phone: '+49 30 123456',
  isDefault: false,
};

async function add(changes: object = {}): Promise<Address> {
  const result = await addAddress(users.deps, call(), { userId, address: { ...content, ...changes } });
  if (isRefused(result)) throw new Error(JSON.stringify(result));
  return result;
}

async function book(): Promise<{ city: string; is_default: boolean }[]> {
  return users.database.dataSource.query(
    'SELECT city, is_default FROM addresses WHERE user_id = $1 ORDER BY created_at',
    [userId],
  );
}

const defaults = async (): Promise<string[]> =>
  (await book()).filter(({ is_default }) => is_default).map(({ city }) => city);

test('an address is kept clean, and the first one is the default', async () => {
  const { id, createdAt, ...kept } = await add();
  expect(id).toMatch(/^adr_/);
  expect(createdAt).toBeInstanceOf(Date);
  expect(kept).toEqual({
    ...content,
    userId,
    line2: null,
    countryCode: 'DE',
    phone: '+4930123456',
    isDefault: true,
  });
});

test('a new default takes over, and an old one does not stop being it by itself', async () => {
  const berlin = await add();
  const paris = await add({ city: 'Paris', isDefault: true });
  expect(await defaults()).toEqual(['Paris']);
  await updateAddress(users.deps, { userId, addressId: berlin.id, address: { ...content, isDefault: true } });
  expect(await defaults()).toEqual(['Berlin']);
  const kept = await updateAddress(users.deps, { userId, addressId: berlin.id, address: content });
  expect(kept).toMatchObject({ isDefault: true });
  await removeAddress(users.deps, { userId, addressId: paris.id });
  expect(await defaults()).toEqual(['Berlin']);
});

test('when the default is removed the newest of the others follows', async () => {
  const berlin = await add();
  await add({ city: 'Paris' });
  await add({ city: 'Rome' });
  expect(await removeAddress(users.deps, { userId, addressId: berlin.id })).toEqual(berlin);
  expect(await book()).toEqual([
    { city: 'Paris', is_default: false },
    { city: 'Rome', is_default: true },
  ]);
});

test('parallel new defaults leave exactly one', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => add({ city: `City ${index}`, isDefault: true })),
  );
  expect(await book()).toHaveLength(12);
  expect(await defaults()).toHaveLength(1);
});

test('a book has fifty addresses at most, also when they come at once', async () => {
  const results = await Promise.all(
    Array.from({ length: 55 }, () => addAddress(users.deps, call(), { userId, address: content })),
  );
  expect(results.filter(isRefused)).toHaveLength(5);
  expect(await book()).toHaveLength(50);
});

test("another user's address is the same as none", async () => {
  const { id: addressId } = await add();
  const thief = await newUser('thief@example.com');
  for (const input of [
    { userId: thief, addressId },
    { userId, addressId: createId('adr') },
    { userId, addressId: "' OR 1=1 --" },
    { userId, addressId: '\u0000' },
  ]) {
    const missing = {
      refused: [
        { code: 'NOT_FOUND', field: ['addressId'], message: 'There is no such address in the address book.' },
      ],
    };
    expect(await updateAddress(users.deps, { ...input, address: content })).toEqual(missing);
    expect(await removeAddress(users.deps, input)).toEqual(missing);
  }
  expect(await book()).toHaveLength(1);
});

test('every faulty field is named at once', async () => {
  const result = await addAddress(users.deps, call(), {
    userId,
    address: {
      ...content,
      name: 'a\u202eb',
      city: ' ',
      countryCode: 'ZZ',
      phone: '123',
      postalCode: 'x'.repeat(21),
    },
  });
  expect((result as Refused).refused.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'INVALID_INPUT name',
    'INVALID_INPUT city',
    'INVALID_INPUT postalCode',
    'INVALID_INPUT countryCode',
    'INVALID_INPUT phone',
  ]);
  const update = await updateAddress(users.deps, {
    userId,
    addressId: createId('adr'),
    address: { ...content, city: '' },
  });
  expect((update as Refused).refused[0]!.field).toEqual(['address', 'city']);
});
