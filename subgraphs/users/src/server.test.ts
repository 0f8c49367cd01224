import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
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
