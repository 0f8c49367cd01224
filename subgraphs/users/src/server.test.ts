import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import {
  bearer,
  startUsersFixture,
  type UsersServerFixture,
  type UserViewer,
} from './testing/users-fixture.ts';

const registerDocument = `mutation register($input: RegisterInput!) { register(input: $input) {
  session { accessToken accessTokenExpiresAt refreshToken }
  user { id email firstName lastName phone locale roles sessions { device isCurrent } addresses { id } }
  userErrors { code field message } } }`;
const loginDocument = `mutation login($input: LoginInput!) { login(input: $input) {
  session { accessToken refreshToken } user { id email } userErrors { code field message } } }`;
const refreshDocument = `mutation refresh($input: RefreshSessionInput!) { refreshSession(input: $input) {
  session { accessToken refreshToken } user { id email } userErrors { code field message } } }`;
const logoutDocument = `mutation logout($input: LogoutInput) { logout(input: $input) { endedSessions userErrors { code } } }`;

let users: UsersServerFixture;
beforeAll(async () => {
  users = await startUsersFixture();
});
afterAll(() => users.close());

const anonymous = viewers.anonymous();
const password = 'correct horse 7';
let count = 0;

async function registered(): Promise<{
  email: string;
  viewer: UserViewer;
  refreshToken: string;
}> {
  count += 1;
  const email = `buyer-${count}@example.com`;
  const input = { email, password, firstName: 'Bea', lastName: 'Buyer' };
  const { data } = await users.ask(anonymous, registerDocument, { input });
  const { session } = data.register;
  return { email, viewer: bearer(session.accessToken), refreshToken: session.refreshToken };
}

test('somebody registers, is signed in, and sees itself', async () => {
  const { data, errors } = await users.ask(
    anonymous,
    registerDocument,
    { input: { email: ' New.Buyer@Example.com', password, firstName: ' Bea ', lastName: 'Buyer' } },
    { 'user-agent': 'Firefox\t on Linux', 'x-forwarded-for': '198.51.100.9' },
  );
  expect(errors).toBeUndefined();
  const { session, user, userErrors } = data.register;
  expect(userErrors).toEqual([]);
  expect(user).toEqual({
    id: expect.stringMatching(/^usr_[0-9a-z]{26}$/),
    email: 'new.buyer@example.com',
    firstName: 'Bea',
    lastName: 'Buyer',
    phone: null,
    locale: 'en',
    roles: ['CUSTOMER'],
    sessions: [{ device: expect.stringContaining('Firefox'), isCurrent: true }],
    addresses: [],
  });
  expect(session.refreshToken).toMatch(/^srt_[\w-]{43}$/);

  const jwks = createRemoteJWKSet(new URL(`http://127.0.0.1:${users.port}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(session.accessToken, jwks, {
    issuer: 'souk-users',
    audience: 'souk',
    algorithms: ['EdDSA'],
  });
  expect(payload).toMatchObject({ sub: user.id, kind: 'user', roles: ['CUSTOMER'], scope: '' });
  expect(payload.sid).toMatch(/^ses_/);
  expect(payload.exp! - payload.iat!).toBe(900);
  expect(session.accessTokenExpiresAt).toBe(new Date(payload.exp! * 1000).toISOString());

  const events = (await recordedEvents(users.database.dataSource)).filter(
    ({ subject }) => subject === user.id,
  );
  expect(events).toMatchObject([
    {
      type: 'UserRegistered',
      aggregateversion: 1,
      data: {
        userId: user.id,
        email: 'new.buyer@example.com',
        firstName: 'Bea',
        lastName: 'Buyer',
        locale: 'en',
      },
    },
  ]);
});

test('a registered buyer signs in, refreshes, and signs out', async () => {
  const { email, viewer } = await registered();
  const signedIn = await users.ask(anonymous, loginDocument, {
    input: { email: email.toUpperCase(), password },
  });
  expect(signedIn.data.login.userErrors).toEqual([]);
  expect(signedIn.data.login.user).toEqual({ id: viewer.id, email });

  const { refreshToken } = signedIn.data.login.session;
  const refreshed = await users.ask(anonymous, refreshDocument, { input: { refreshToken } });
  expect(refreshed.data.refreshSession.userErrors).toEqual([]);
  const second = bearer(refreshed.data.refreshSession.session.accessToken);
  expect(second.sessionId).toBe(bearer(signedIn.data.login.session.accessToken).sessionId);

  const left = await users.ask(second, logoutDocument);
  expect(left.data.logout).toEqual({ endedSessions: 1, userErrors: [] });
  const again = await users.ask(anonymous, refreshDocument, {
    input: { refreshToken: refreshed.data.refreshSession.session.refreshToken },
  });
  expect(again.data.refreshSession).toMatchObject({
    session: null,
    userErrors: [{ code: 'INVALID_REFRESH_TOKEN' }],
  });
  const everywhere = await users.ask(viewer, logoutDocument, { input: { everywhere: true } });
  expect(everywhere.data.logout.endedSessions).toBe(1);
});

const entities = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on User { id email firstName lastName phone locale roles createdAt addresses { id } sessions { id } }
  ... on Seller { id displayName } } }`;

test('every address of the book is reached over the schema', async () => {
  const { viewer } = await registered();
  const address = {
    name: 'Bea Buyer',
    line1: 'Main Street 1',
    city: 'Berlin',
    postalCode: '10115',
    countryCode: 'DE',
  };
  const added = await users.ask(
    viewer,
    'mutation($input: AddressInput!) { addAddress(input: $input) { address { id isDefault line2 } userErrors { code } } }',
    { input: address },
  );
  expect(added.data.addAddress).toMatchObject({ address: { isDefault: true, line2: null }, userErrors: [] });
  const addressId = added.data.addAddress.address.id;
  const changed = await users.ask(
    viewer,
    'mutation($input: UpdateAddressInput!) { updateAddress(input: $input) { address { city } userErrors { code } } }',
    { input: { addressId, address: { ...address, city: 'Paris' } } },
  );
  expect(changed.data.updateAddress).toEqual({ address: { city: 'Paris' }, userErrors: [] });
  const seen = await users.ask(viewer, '{ viewer { addresses { id city } } }');
  expect(seen.data.viewer.addresses).toEqual([{ id: addressId, city: 'Paris' }]);

  const removal =
    'mutation($input: RemoveAddressInput!) { removeAddress(input: $input) { address { id } userErrors { code } } }';
  const { viewer: thief } = await registered();
  const stolen = await users.ask(thief, removal, { input: { addressId } });
  expect(stolen.data.removeAddress).toEqual({ address: null, userErrors: [{ code: 'NOT_FOUND' }] });
  const removed = await users.ask(viewer, removal, { input: { addressId } });
  expect(removed.data.removeAddress).toEqual({ address: { id: addressId }, userErrors: [] });
});

test('profile and password are changed over the schema, and other devices are signed out', async () => {
  const { viewer, email } = await registered();
  await users.ask(anonymous, loginDocument, { input: { email, password } });
  const profile = await users.ask(
    viewer,
    'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { user { firstName phone locale } userErrors { code field } } }',
    { input: { firstName: 'Beatrice', phone: '+4930123456', locale: 'de' } },
  );
  expect(profile.data.updateProfile).toEqual({
    user: { firstName: 'Beatrice', phone: '+4930123456', locale: 'de' },
    userErrors: [],
  });
  const change = `mutation($input: ChangePasswordInput!) { changePassword(input: $input) {
    user { sessions { id isCurrent } } userErrors { code field } } }`;
  const changed = await users.ask(viewer, change, {
    input: { currentPassword: password, newPassword: 'another horse 8' },
  });
  expect(changed.data.changePassword).toEqual({
    user: { sessions: [{ id: viewer.sessionId, isCurrent: true }] },
    userErrors: [],
  });
  const old = await users.ask(anonymous, loginDocument, { input: { email, password } });
  expect(old.data.login.userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
});

test('who sees what of a user', async () => {
  const { viewer: owner, email } = await registered();
  const { viewer: stranger } = await registered();
  const see = async (viewer: Viewer): Promise<object | null> => {
    const representations = [{ __typename: 'User', id: owner.id }];
    const { data, errors } = await users.ask(viewer, entities, { representations });
    expect(errors).toBeUndefined();
    return data._entities[0];
  };
  const whole = {
    id: owner.id,
    email,
    firstName: 'Bea',
    lastName: 'Buyer',
    phone: null,
    locale: 'en',
    roles: ['CUSTOMER'],
    addresses: [],
  };
  expect(await see(owner)).toEqual({
    ...whole,
    createdAt: expect.stringMatching(/Z$/),
    sessions: [{ id: owner.sessionId }],
  });
  expect(await see(viewers.admin())).toEqual({
    ...whole,
    createdAt: expect.stringMatching(/Z$/),
    sessions: null,
  });
  expect(await see(viewers.seller())).toEqual({
    id: owner.id,
    firstName: 'Bea',
    email: null,
    lastName: null,
    phone: null,
    locale: null,
    roles: null,
    createdAt: null,
    addresses: null,
    sessions: null,
  });
  for (const viewer of [stranger, viewers.guest(), anonymous]) expect(await see(viewer)).toBeNull();
});

test('entities that are not there, or no ids at all, are null', async () => {
  const ids = ['usr_01m6a6ft00ens9aw99m8stfa8d', '\u0000', "' OR 1=1", 'usr_', ''];
  const representations = ids.flatMap((id) => [
    { __typename: 'User', id },
    { __typename: 'Seller', id },
  ]);
  const { data, errors } = await users.ask(viewers.admin(), entities, { representations });
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual(Array(10).fill(null));
});

test('an admin finds a user and makes a seller, whom everybody then sees', async () => {
  const { viewer, email } = await registered();
  const { viewer: adminViewer } = await registered();
  await users.database.dataSource.query(`UPDATE users SET roles = ARRAY['CUSTOMER', 'ADMIN'] WHERE id = $1`, [
    adminViewer.id,
  ]);
  const admin: Viewer = { ...viewers.admin(), id: adminViewer.id };
  const found = await users.ask(
    admin,
    'query($search: String) { users(first: 5, search: $search) { edges { node { id email } } pageInfo { hasNextPage } } }',
    { search: email },
  );
  expect(found.data.users).toEqual({
    edges: [{ node: { id: viewer.id, email } }],
    pageInfo: { hasNextPage: false },
  });
  const set = `mutation($input: SetUserRolesInput!) { setUserRoles(input: $input) { user { id roles } userErrors { code } } }`;
  const input = { userId: viewer.id, roles: ['CUSTOMER', 'SELLER'], sellerDisplayName: 'Bea & Co' };
  const granted = await users.ask(admin, set, { input });
  expect(granted.data.setUserRoles).toEqual({
    user: { id: viewer.id, roles: ['CUSTOMER', 'SELLER'] },
    userErrors: [],
  });
  const face = { id: viewer.id, displayName: 'Bea & Co' };
  const seller = await users.ask(anonymous, 'query($id: ID!) { seller(id: $id) { id displayName } }', {
    id: viewer.id,
  });
  expect(seller.data.seller).toEqual(face);
  const representations = [
    { __typename: 'Seller', id: viewer.id },
    { __typename: 'Seller', id: adminViewer.id },
  ];
  const { data } = await users.ask(anonymous, entities, { representations });
  expect(data._entities).toEqual([face, null]);

  const again = await users.ask(anonymous, loginDocument, { input: { email, password } });
  expect(bearer(again.data.login.session.accessToken)).toMatchObject({
    roles: ['CUSTOMER', 'SELLER'],
    scopes: expect.arrayContaining(['products:write', 'orders:read']),
  });
  await users.ask(admin, set, { input: { userId: viewer.id, roles: ['CUSTOMER'] } });
  const gone = await users.ask(anonymous, 'query($id: ID!) { seller(id: $id) { id } }', { id: viewer.id });
  expect(gone.data.seller).toBeNull();
});

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
  const { viewer } = await registered();
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
  const { viewer } = await registered();
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
  const { email } = await registered();
  const known = await users.ask(anonymous, loginDocument, { input: { email, password: 'wrong' } });
  const unknown = await users.ask(anonymous, loginDocument, {
    input: { email: 'nobody@example.com', password: 'wrong' },
  });
  expect(JSON.stringify(known)).toBe(JSON.stringify(unknown));
});

test('wrong passwords are counted per address of the caller, and the owner gets in from another one', async () => {
  const { email } = await registered();
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
  const { email } = await registered();
  const { data } = await users.ask(anonymous, loginDocument, { input: { email, password } });
  expect(data.login.userErrors).toEqual([]);
});
