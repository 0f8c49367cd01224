import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import {
  loginDocument,
  logoutDocument,
  refreshDocument,
  registerDocument,
} from './testing/session-documents.ts';
import { bearer, startUsersFixture, testPassword, type UsersServerFixture } from './testing/users-fixture.ts';

let users: UsersServerFixture;
beforeAll(async () => {
  users = await startUsersFixture();
});
afterAll(() => users.close());

const anonymous = viewers.anonymous();
const password = testPassword;

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
  const { email, viewer } = await users.registered();
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

  const revoked = async (): Promise<string[]> => {
    const response = await fetch(`http://127.0.0.1:${users.port}/revoked-sessions`);
    return ((await response.json()) as { revoked: string[] }).revoked;
  };
  expect(await revoked()).not.toContain(second.sessionId);
  const left = await users.ask(second, logoutDocument);
  expect(left.data.logout).toEqual({ endedSessions: 1, userErrors: [] });
  // Its access token looks valid still: the gateway must be able to know.
  expect(await revoked()).toContain(second.sessionId);
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

test('every address of the book is reached over the schema', async () => {
  const { viewer } = await users.registered();
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
  const { viewer: thief } = await users.registered();
  const stolen = await users.ask(thief, removal, { input: { addressId } });
  expect(stolen.data.removeAddress).toEqual({ address: null, userErrors: [{ code: 'NOT_FOUND' }] });
  const removed = await users.ask(viewer, removal, { input: { addressId } });
  expect(removed.data.removeAddress).toEqual({ address: { id: addressId }, userErrors: [] });
});

test('profile and password are changed over the schema, and other devices are signed out', async () => {
  const { viewer, email } = await users.registered();
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
