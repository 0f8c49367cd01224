import { viewers } from '@souk/shared/testing/subgraph-client';
import { loginDocument, refreshDocument, registerDocument } from './testing/session-documents.ts';
import { startUsersFixture, testPassword, type UsersServerFixture } from './testing/users-fixture.ts';

let users: UsersServerFixture;
beforeAll(async () => {
  users = await startUsersFixture();
});
afterAll(() => users.close());

const anonymous = viewers.anonymous();
const password = testPassword;

test.each([
  ['{ users { edges { cursor } } }'],
  ['mutation { setUserRoles(input: { userId: "usr_1", roles: [ADMIN] }) { user { id } } }'],
])('%s is for admins only', async (document) => {
  for (const viewer of [viewers.customer(), viewers.seller()]) {
    expect((await users.ask(viewer, document)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  for (const viewer of [anonymous, viewers.guest()]) {
    expect((await users.ask(viewer, document)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  }
});

test.each([
  ['mutation { logout { endedSessions } }'],
  ['mutation { updateProfile(input: { firstName: "X" }) { user { id } } }'],
  ['mutation { changePassword(input: { currentPassword: "a", newPassword: "b" }) { user { id } } }'],
  ['mutation { removeAddress(input: { addressId: "adr_1" }) { address { id } } }'],
])('%s needs a signed-in user', async (document) => {
  for (const viewer of [anonymous, viewers.guest()]) {
    expect((await users.ask(viewer, document)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  }
});

test('guests and anonymous callers are no viewer, nor is a user whose account is gone', async () => {
  for (const viewer of [anonymous, viewers.guest(), viewers.customer()]) {
    expect(await users.ask(viewer, '{ viewer { id } }')).toEqual({ data: { viewer: null } });
  }
});

test.each([
  ['id'],
  ['userId'],
  ['role'],
  ['roles'],
  ['isAdmin'],
  ['passwordHash'],
  ['version'],
  ['__proto__'],
])('an input with the field %s is refused before anything runs', async (field) => {
  const input = JSON.parse(`{"firstName": "X", "${field}": "ADMIN"}`) as object;
  const { viewer } = await users.registered();
  const document = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }';
  const { data, errors } = await users.ask(viewer, document, { input });
  expect(data?.updateProfile).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const seen = await users.ask(viewer, '{ viewer { firstName roles } }');
  expect(seen.data.viewer).toEqual({ firstName: 'Bea', roles: ['CUSTOMER'] });
});

test('a refresh token is no viewer token, and an access token neither refreshes nor opens the subgraph', async () => {
  const { data } = await users.ask(anonymous, registerDocument, {
    input: { email: 'tokens@example.com', password, firstName: 'T', lastName: 'T' },
  });
  const { accessToken, refreshToken } = data.register.session;
  const crossed = await users.ask(anonymous, refreshDocument, { input: { refreshToken: accessToken } });
  expect(crossed.data.refreshSession.userErrors).toMatchObject([{ code: 'INVALID_REFRESH_TOKEN' }]);
  for (const token of [accessToken, refreshToken]) {
    const response = await fetch(`http://127.0.0.1:${users.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-viewer-token': token },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(401);
  }
});

test('hostile texts are refused with a code, never with a fault of ours', async () => {
  const hostile = ['\u0000', '\ud800', 'a\u202eb', '\r\nBcc: x@y.z', '\u001b[31m', 'x'.repeat(100_000)];
  const { viewer } = await users.registered();
  for (const text of hostile) {
    const asked = await Promise.all([
      users.ask(anonymous, registerDocument, {
        input: { email: `${text}@example.com`, password: text, firstName: text, lastName: text },
      }),
      users.ask(anonymous, loginDocument, { input: { email: text, password: text, totpCode: text } }),
      users.ask(anonymous, refreshDocument, { input: { refreshToken: text } }),
      users.ask(
        viewer,
        'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }',
        {
          input: { firstName: text, locale: text, phone: text },
        },
      ),
      users.ask(
        viewer,
        'mutation($input: UpdateAddressInput!) { updateAddress(input: $input) { userErrors { code } } }',
        {
          input: {
            addressId: text,
            address: {
              name: text,
              line1: text,
              city: text,
              postalCode: text,
              countryCode: text,
              phone: text,
            },
          },
        },
      ),
    ]);
    for (const { data, errors } of asked) {
      expect(errors).toBeUndefined();
      const [payload] = Object.values(data) as { userErrors: { code: string }[] }[];
      expect(payload!.userErrors.length).toBeGreaterThan(0);
    }
    const { errors } = await users.ask(
      viewers.admin(),
      'query($search: String) { users(search: $search) { edges { cursor } } }',
      {
        search: text,
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('the answer to a wrong login is byte for byte the same for a known and an unknown address', async () => {
  const { email } = await users.registered();
  const known = await users.ask(anonymous, loginDocument, { input: { email, password: 'wrong' } });
  const unknown = await users.ask(anonymous, loginDocument, {
    input: { email: 'nobody@example.com', password: 'wrong' },
  });
  expect(JSON.stringify(known)).toBe(JSON.stringify(unknown));
});

test('wrong passwords are counted per address of the caller, and the owner gets in from another one', async () => {
  const { email } = await users.registered();
  const from = async (address: string, guess: string): Promise<string | undefined> => {
    const { data } = await users.ask(
      anonymous,
      loginDocument,
      { input: { email, password: guess } },
      { 'x-forwarded-for': address },
    );
    return data.login.userErrors[0]?.code;
  };
  for (let index = 0; index < 10; index += 1)
    expect(await from('192.0.2.1', 'wrong')).toBe('INVALID_CREDENTIALS');
  expect(await from('192.0.2.1', password)).toBe('TOO_MANY_ATTEMPTS');
  expect(await from('192.0.2.2', password)).toBeUndefined();
});

test('a flood of logins is answered to the last one, partly with a refusal, and leaves the server well', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      users.ask(anonymous, loginDocument, {
        input: { email: `flood-${index}@example.com`, password: 'wrong' },
      }),
    ),
  );
  const outcomes = answers.map(
    ({ data, errors }) => errors?.[0]?.extensions?.code ?? data.login.userErrors[0].code,
  );
  expect(new Set(outcomes)).toEqual(new Set(['INVALID_CREDENTIALS', 'SERVICE_UNAVAILABLE']));
  const { email } = await users.registered();
  const { data } = await users.ask(anonymous, loginDocument, { input: { email, password } });
  expect(data.login.userErrors).toEqual([]);
});
