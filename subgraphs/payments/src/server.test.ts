import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import type { Viewer } from '@souk/shared/viewer';
import { advanceDuePayments } from './payment/advance-due-payments.ts';
import { startServer } from './server.ts';
import { deliver, ordersSends, type PaymentFixture, startPaymentFixture } from './testing/payment-fixture.ts';

let fixture: PaymentFixture;
let server: HttpEndpoint;
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

let orderId: string;
let paymentId: string;
const customer = viewers.customer();
const guest = viewers.guest();
const admin = viewers.admin();

async function captured(buyer: { customerId: string | null; guestId: string | null }): Promise<void> {
  orderId = createId('ord');
  await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_success', buyer));
  await deliver(fixture.deps, ordersSends.capture(orderId));
  paymentId = (await fixture.payment(orderId)).id;
}
beforeEach(() => captured({ customerId: customer.id, guestId: null }));

const ask = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  query(server.port, viewer, document, variables);

describe('who sees a payment', () => {
  const paymentQuery = `query ($id: ID!) { payment(id: $id) { id status } }`;
  const entities = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Payment { id status } ... on Order { id payments { id } } } }`;

  async function sees(viewer: Viewer): Promise<unknown[]> {
    const direct = await ask(viewer, paymentQuery, { id: paymentId });
    const joined = await ask(viewer, entities, {
      of: [
        { __typename: 'Payment', id: paymentId },
        { __typename: 'Order', id: orderId },
      ],
    });
    expect([direct.errors, joined.errors]).toEqual([undefined, undefined]);
    const [payment, order] = joined.data._entities;
    return [direct.data.payment?.id ?? null, payment?.id ?? null, order.payments];
  }

  test('its buyer and admins do', async () => {
    const all = [paymentId, paymentId, [{ id: paymentId }]];
    expect(await sees(customer)).toEqual(all);
    expect(await sees(admin)).toEqual(all);
    await captured({ customerId: null, guestId: guest.id });
    expect(await sees(guest)).toEqual([paymentId, paymentId, [{ id: paymentId }]]);
  });

  test.each([
    ['another customer', viewers.customer()],
    ['another guest', viewers.guest()],
    ['a seller', viewers.seller()],
    ['nobody in particular', viewers.anonymous()],
  ])('%s does not, and cannot tell it from one that does not exist', async (_name, viewer) => {
    const foreign = await sees(viewer);
    paymentId = createId('pay');
    orderId = createId('ord');
    expect(foreign).toEqual(await sees(viewer));
    expect(foreign).toEqual([null, null, null]);
  });

  test.each(['', 'pay_', 'a\u0000b', "' OR 1=1--", '\ud800', 'x'.repeat(100_000)])(
    'an id that is none (%j) is the same as missing',
    async (id) => {
      paymentId = id;
      orderId = id;
      expect(await sees(customer)).toEqual([null, null, null]);
    },
  );

  test('only admins see the calls to the provider', async () => {
    const document = `query ($id: ID!) { payment(id: $id) { attempts { operation outcome at } } }`;
    expect((await ask(customer, document, { id: paymentId })).data.payment.attempts).toBeNull();
    const { data } = await ask(admin, document, { id: paymentId });
    expect(data.payment.attempts).toMatchObject([
      { operation: 'authorise', outcome: 'authorised' },
      { operation: 'capture', outcome: 'captured' },
    ]);
  });

  test('many orders are read with one statement', async () => {
    const ids = Array.from({ length: 50 }, () => createId('ord'));
    const of = [...ids, orderId].map((id) => ({ __typename: 'Order', id }));
    const reads = jest.spyOn(fixture.database.dataSource.manager, 'find');
    const { data } = await ask(customer, entities, { of });
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
    expect(data._entities.at(-1).payments).toEqual([{ id: paymentId }]);
  });
});

test('the providers switched on are offered to everybody', async () => {
  const { data } = await ask(viewers.anonymous(), '{ paymentProviders { name displayName publishableKey } }');
  expect(data.paymentProviders).toEqual([
    { name: 'SANDBOX', displayName: 'Test payment', publishableKey: null },
  ]);
});

describe('refundPayment', () => {
  const mutation = `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) {
    refund { id status amount { amountMinor currency } reason }
    payment { status refundedAmount { amountMinor } refunds { id status } }
    userErrors { code field } } }`;
  const refund = async (input: object, viewer: Viewer = admin) => {
    const answer = await ask(viewer, mutation, {
      input: { paymentId, idempotencyKey: createId('key'), ...input },
    });
    return answer.errors ? { errors: answer.errors } : answer.data.refundPayment;
  };

  test('pays a part back, then the rest', async () => {
    expect(await refund({ amountMinor: 1_200, reason: 'scratched' })).toMatchObject({
      refund: { status: 'SUCCEEDED', amount: { amountMinor: 1_200, currency: 'EUR' }, reason: 'scratched' },
      payment: { status: 'PARTIALLY_REFUNDED', refundedAmount: { amountMinor: 1_200 } },
      userErrors: [],
    });
    expect(await refund({})).toMatchObject({
      refund: { amount: { amountMinor: 3_000 } },
      payment: { status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }] },
    });
    expect(await fixture.told(orderId)).toEqual([
      'PaymentAuthorized',
      'PaymentCaptured',
      'PaymentRefunded',
      'PaymentRefunded',
    ]);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 2, refundedMinor: 4_200 });
  });

  test('in parallel never pays more back than was captured', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund({ amountMinor: 700 })));
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(answers.filter((answer) => answer.refund)).toHaveLength(6);
    expect(codes.every((code) => ['AMOUNT_EXCEEDED', 'INVALID_STATUS'].includes(code))).toBe(true);
    await waitFor(async () => (await fixture.payment(orderId)).status === 'REFUNDED');
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 6, refundedMinor: 4_200 });
  });

  test('with the same key pays once; with another body it is refused', async () => {
    const input = { amountMinor: 500, idempotencyKey: 'once' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => refund(input)));
    expect(new Set(answers.map((answer) => answer.refund.id)).size).toBe(1);
    expect(await refund({ ...input, amountMinor: 501 })).toMatchObject({
      refund: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
    });
    await waitFor(async () => (await fixture.payment(orderId)).refundedMinor === 500);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 1 });
  });

  test('that was refused leaves its key free for a request that is mended', async () => {
    const idempotencyKey = createId('key');
    expect(await refund({ amountMinor: 9_999, idempotencyKey })).toMatchObject({
      userErrors: [{ code: 'AMOUNT_EXCEEDED', field: ['amountMinor'] }],
    });
    expect(await refund({ amountMinor: 99, idempotencyKey })).toMatchObject({
      refund: { amount: { amountMinor: 99 } },
    });
  });

  test('goes on in the worker when the provider does not answer', async () => {
    await fixture.sandbox.call('PUT', 'faults', { answers: 'error_after_success' });
    expect(await refund({ amountMinor: 900 })).toMatchObject({ refund: { status: 'PENDING' } });
    await fixture.sandbox.call('PUT', 'faults', {});
    fixture.passTime(1_000);
    await advanceDuePayments(fixture.deps);
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refundedMinor: 900,
    });
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 1, refundedMinor: 900 });
  });

  test.each([
    [{ amountMinor: 4_201 }, 'AMOUNT_EXCEEDED'],
    [{ amountMinor: 0 }, 'INVALID_INPUT'],
    [{ amountMinor: -1 }, 'INVALID_INPUT'],
    [{ reason: 'a\u0000b' }, 'INVALID_INPUT'],
    [{ reason: 'a\ud800b' }, 'INVALID_INPUT'],
    [{ idempotencyKey: '' }, 'INVALID_INPUT'],
    [{ paymentId: createId('pay') }, 'NOT_FOUND'],
  ])('refuses %j with %s', async (input, code) => {
    expect(await refund(input)).toMatchObject({ refund: null, userErrors: [{ code }] });
    expect(await fixture.payment(orderId)).toMatchObject({ refundReservedMinor: 0 });
  });

  test('refuses a payment that was not captured', async () => {
    orderId = createId('ord');
    await deliver(fixture.deps, ordersSends.payment(orderId));
    paymentId = (await fixture.payment(orderId)).id;
    expect(await refund({})).toMatchObject({ userErrors: [{ code: 'INVALID_STATUS' }] });
  });

  test.each([
    ['its buyer', customer, 'FORBIDDEN'],
    ['a seller', viewers.seller(), 'FORBIDDEN'],
    ['a guest', guest, 'UNAUTHENTICATED'],
    ['nobody in particular', viewers.anonymous(), 'UNAUTHENTICATED'],
  ])('is not for %s', async (_name, viewer, code) => {
    expect(await refund({}, viewer)).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(await fixture.payment(orderId)).toMatchObject({ refundReservedMinor: 0 });
  });
});

describe('a refund that the orders subgraph asks for', () => {
  test('is paid once per key, and told again when asked again', async () => {
    const first = ordersSends.refund(orderId, 1_000, 'return-1');
    await Promise.all([deliver(fixture.deps, first), deliver(fixture.deps, first)]);
    await waitFor(async () => (await fixture.payment(orderId)).refundedMinor === 1_000);
    await deliver(fixture.deps, ordersSends.refund(orderId, 1_000, 'return-1'));
    expect((await fixture.told(orderId)).slice(2)).toEqual(['PaymentRefunded', 'PaymentRefunded']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 1, refundedMinor: 1_000 });
  });

  test('is written down as failed when it asks for more than was captured', async () => {
    await deliver(fixture.deps, ordersSends.refund(orderId, 4_201));
    const { data } = await ask(admin, `query ($id: ID!) { payment(id: $id) { refunds { status } } }`, {
      id: paymentId,
    });
    expect(data.payment.refunds).toEqual([{ status: 'FAILED' }]);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 0 });
  });

  test('of nothing succeeds without the provider', async () => {
    await deliver(fixture.deps, ordersSends.refund(orderId, 0));
    expect((await fixture.told(orderId)).at(-1)).toBe('PaymentRefunded');
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 0 });
  });
});
