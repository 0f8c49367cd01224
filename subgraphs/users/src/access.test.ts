import { viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import { loginDocument } from './testing/session-documents.ts';
import { bearer, startUsersFixture, testPassword, type UsersServerFixture } from './testing/users-fixture.ts';

let users: UsersServerFixture;
beforeAll(async () => {
  users = await startUsersFixture();
});
afterAll(() => users.close());

const anonymous = viewers.anonymous();
const password = testPassword;

const entities = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on User { id email firstName lastName phone locale roles createdAt addresses { id } sessions { id } }
  ... on Seller { id displayName } } }`;

test('who sees what of a user', async () => {
  const { viewer: owner, email } = await users.registered();
  const { viewer: stranger } = await users.registered();
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
  const { viewer, email } = await users.registered();
  const { viewer: adminViewer } = await users.registered();
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
