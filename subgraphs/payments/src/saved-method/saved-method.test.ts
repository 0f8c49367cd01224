import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import { advanceDuePayments } from '../payment/advance-due-payments.ts';
import { startServer } from '../server.ts';
import {
  actAsBuyer,
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { forgetRemovedMethods } from './save-method.ts';

let fixture: PaymentFixture;
let server: HttpEndpoint;
let customer: Extract<Viewer, { kind: 'user' }>;
beforeAll(async () => {
  fixture = await startPaymentFixture();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
    deps: fixture.deps,
    isReady: async () => true,
  });
});
afterAll(async () => {
  await server.close();
  await fixture.close();
});
beforeEach(() => {
  customer = viewers.customer() as typeof customer;
});

const ask = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  query(server.port, viewer, document, variables);
const save = async (token = 'tok_success', viewer: Viewer = customer, provider = 'SANDBOX') => {
  const answer = await ask(
    viewer,
    `mutation ($input: SavePaymentMethodInput!) { savePaymentMethod(input: $input) {
      paymentMethod { id status } userErrors { code field } } }`,
    { input: { provider, token } },
  );
  return answer.errors ? { errors: answer.errors } : answer.data.savePaymentMethod;
};
const list = async (viewer: Viewer = customer) =>
  (await ask(viewer, '{ savedPaymentMethods { id provider status brand last4 expiryYear } }')).data
    .savedPaymentMethods;
const remove = async (id: string, viewer: Viewer = customer) =>
  (
    await ask(
      viewer,
      `mutation ($input: RemovePaymentMethodInput!) { removePaymentMethod(input: $input) { removedId userErrors { code } } }`,
      { input: { id } },
    )
  ).data.removePaymentMethod;

/** Pays an order as a customer. */
async function pay(token: string, customerId: string | null = customer.id): Promise<string> {
  const orderId = createId('ord');
  const guestId = customerId === null ? createId('gst') : null;
  await deliver(fixture.deps, ordersSends.payment(orderId, token, { customerId, guestId }));
  return orderId;
}

async function kept(): Promise<string> {
  const { paymentMethod } = await save();
  await pay(paymentMethod.id);
  return paymentMethod.id;
}

test('is kept once it was paid with, and pays again', async () => {
  const { paymentMethod } = await save();
  expect(paymentMethod.status).toBe('PENDING');
  expect(await list()).toEqual([]);
  const first = await pay(paymentMethod.id);
  expect(await fixture.payment(first)).toMatchObject({ status: 'AUTHORIZED' });
  expect(await list()).toEqual([
    {
      id: paymentMethod.id,
      provider: 'SANDBOX',
      status: 'ACTIVE',
      brand: 'visa',
      last4: '4242',
      expiryYear: 2034,
    },
  ]);
  expect(await fixture.payment(await pay(paymentMethod.id))).toMatchObject({ status: 'AUTHORIZED' });
});

test('is kept also where the buyer has to act first', async () => {
  const { paymentMethod } = await save('tok_requires_action');
  const orderId = await pay(paymentMethod.id);
  expect(await list()).toEqual([]);
  await actAsBuyer((await fixture.payment(orderId)).actionUrl!, 'approve');
  fixture.passTime(30_001);
  await advanceDuePayments(fixture.deps);
  expect(await fixture.payment(orderId)).toMatchObject({ status: 'AUTHORIZED' });
  expect(await list()).toMatchObject([{ id: paymentMethod.id, last4: '3155' }]);
});

test('is not kept where the payment was declined', async () => {
  const { paymentMethod } = await save('tok_declined');
  expect(await fixture.payment(await pay(paymentMethod.id))).toMatchObject({ status: 'DECLINED' });
  expect(await list()).toEqual([]);
});

test('agreed to twice is one', async () => {
  const [first, second] = [await save('tok_success'), await save('tok_success')];
  expect(second.paymentMethod.id).toBe(first.paymentMethod.id);
});

test.each([
  ['another customer', () => viewers.customer()],
  ['a guest', () => viewers.guest()],
  ['an admin', () => viewers.admin()],
])('of somebody is not seen, used or removed by %s', async (_name, other) => {
  const id = await kept();
  const viewer = other();
  expect(await list(viewer)).toEqual([]);
  const customerId = viewer.kind === 'user' ? viewer.id : null;
  expect(await fixture.payment(await pay(id, customerId))).toMatchObject({
    status: 'DECLINED',
    declineCode: 'invalid_payment_method',
  });
  if (viewer.kind === 'user') {
    expect(await remove(id, viewer)).toEqual({ removedId: null, userErrors: [{ code: 'NOT_FOUND' }] });
  }
  expect(await list()).toHaveLength(1);
});

test('that is removed cannot be used, and the provider has forgotten it', async () => {
  const id = await kept();
  expect(await remove(id)).toEqual({ removedId: id, userErrors: [] });
  expect(await list()).toEqual([]);
  expect(await fixture.payment(await pay(id))).toMatchObject({ declineCode: 'invalid_payment_method' });
  expect(await remove(id)).toMatchObject({ removedId: null });
  const [{ forgotten_at: forgottenAt }] = await fixture.database.dataSource.query(
    'SELECT forgotten_at FROM saved_methods WHERE id = $1',
    [id],
  );
  expect(forgottenAt).toBeInstanceOf(Date);
});

test('that is removed while the provider is away is forgotten there later', async () => {
  const id = await kept();
  await fixture.sandbox.call('PUT', 'faults', { answers: 'rate_limit' });
  expect(await remove(id)).toMatchObject({ removedId: id });
  const left = async (): Promise<number> =>
    (
      await fixture.database.dataSource.query(
        `SELECT id FROM saved_methods WHERE id = $1 AND status = 'REMOVED' AND forgotten_at IS NULL`,
        [id],
      )
    ).length;
  expect(await left()).toBe(1);
  await fixture.sandbox.call('PUT', 'faults', {});
  await forgetRemovedMethods(fixture.deps);
  expect(await left()).toBe(0);
});

test.each([
  ['4242424242424242', 'SANDBOX', 'INVALID_INPUT'],
  ['4242 4242 4242 4242', 'SANDBOX', 'INVALID_INPUT'],
  ['', 'SANDBOX', 'INVALID_INPUT'],
  ['a\u0000b', 'SANDBOX', 'INVALID_INPUT'],
  ['tok_success', 'CASH', 'INVALID_INPUT'],
  ['tok_success', 'STRIPE', 'PROVIDER_UNAVAILABLE'],
])('%j of %s is refused with %s', async (token, provider, code) => {
  expect(await save(token, customer, provider)).toMatchObject({
    paymentMethod: null,
    userErrors: [{ code }],
  });
});

test('is for customers only', async () => {
  expect(await save('tok_success', viewers.guest())).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('the history of payments is the viewer’s own, newest first', async () => {
  const orders = [await pay('tok_success'), await pay('tok_declined'), await pay('tok_success')];
  const payments = await Promise.all(orders.map((id) => fixture.payment(id)));
  const history = `query ($after: String) { myPayments(first: 2, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const first = (await ask(customer, history)).data.myPayments;
  const rest = (await ask(customer, history, { after: first.pageInfo.endCursor })).data.myPayments;
  const ids = [...first.edges, ...rest.edges].map(({ node }: { node: { id: string } }) => node.id);
  expect(ids).toEqual(payments.map(({ id }) => id).reverse());
  expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  expect((await ask(viewers.customer(), history)).data.myPayments.edges).toEqual([]);
});
