import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import type { Viewer } from '@souk/shared/viewer';
import { advanceDuePayments } from '../payment/advance-due-payments.ts';
import { startServer } from '../server.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';

let fixture: PaymentFixture;
let server: HttpEndpoint;
let orderId: string;
let paymentId: string;
const customer = viewers.customer();
const admin = viewers.admin();
beforeAll(async () => {
  fixture = await startPaymentFixture();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
    deps: fixture.deps,
    isReady: async () => true,
  });
  fixture.sandbox.forwardWebhooksTo(`http://127.0.0.1:${server.port}/webhooks/sandbox`);
});
afterAll(async () => {
  await server.close();
  await fixture.close();
});
beforeEach(async () => {
  orderId = createId('ord');
  await deliver(
    fixture.deps,
    ordersSends.payment(orderId, 'tok_success', { customerId: customer.id, guestId: null }),
  );
  await deliver(fixture.deps, ordersSends.capture(orderId));
  await eventually(async () => (await fixture.payment(orderId)).capturedMinor > 0, 'the capture');
  paymentId = (await fixture.payment(orderId)).id;
});

const ask = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  query(server.port, viewer, document, variables);
const refund = async (amountMinor = 100) => {
  const { data } = await ask(
    admin,
    `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { refund { id status } userErrors { code } } }`,
    { input: { paymentId, amountMinor, idempotencyKey: createId('key') } },
  );
  return data.refundPayment;
};

/** Waits as the shop runs: a worker goes on with what a busy provider did not answer in time. */
function eventually(condition: () => Promise<boolean>, what: string): Promise<boolean> {
  return waitFor(
    async () => {
      await advanceDuePayments(fixture.deps);
      return condition();
    },
    { what },
  );
}

/** The buyer complains at the bank, and the webhook of it has worked. */
async function dispute(amountMinor?: number): Promise<string> {
  const { providerPaymentId } = await fixture.payment(orderId);
  const body = amountMinor === undefined ? {} : { amountMinor };
  const answer = await fixture.sandbox.call('POST', `payments/${providerPaymentId}/disputes`, body);
  await eventually(async () => (await fixture.payment(orderId)).disputed, 'the dispute');
  return answer.body.disputes.at(-1).id;
}

async function decide(disputeId: string, outcome: 'won' | 'lost'): Promise<void> {
  await fixture.sandbox.call('POST', `disputes/${disputeId}/close`, { outcome });
  await eventually(async () => !(await fixture.payment(orderId)).disputed, 'the decision');
}

test('a dispute is told, and shown to the buyer and to admins', async () => {
  await dispute();
  expect((await fixture.told(orderId)).at(-1)).toBe('DisputeOpened');
  const shown = { status: 'OPEN', reason: 'fraudulent', amount: { amountMinor: 4_200, currency: 'EUR' } };
  const ofPayment = `query ($id: ID!) { payment(id: $id) { disputes { status reason amount { amountMinor currency } } } }`;
  expect((await ask(customer, ofPayment, { id: paymentId })).data.payment.disputes).toEqual([shown]);
  const { data } = await ask(admin, '{ openDisputes { status payment { id } respondBy closedAt } }');
  expect(data.openDisputes).toContainEqual({
    status: 'OPEN',
    payment: { id: paymentId },
    respondBy: expect.any(String),
    closedAt: null,
  });
  const refused = await ask(customer, '{ openDisputes { id } }');
  expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('nothing is paid back while it is open, and everything can be when it was won', async () => {
  const disputeId = await dispute();
  expect(await refund()).toMatchObject({ refund: null, userErrors: [{ code: 'PAYMENT_DISPUTED' }] });
  await deliver(fixture.deps, ordersSends.refund(orderId, 100));
  expect((await fixture.told(orderId)).at(-1)).toBe('PaymentRefundFailed');
  await deliver(fixture.deps, ordersSends.void(orderId));
  expect((await fixture.told(orderId)).slice(-2)).toEqual(['PaymentRefundFailed', 'PaymentRefundFailed']);
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 0 });
  await decide(disputeId, 'won');
  expect((await fixture.told(orderId)).at(-1)).toBe('DisputeClosed');
  expect(await refund()).toMatchObject({ refund: { status: 'SUCCEEDED' }, userErrors: [] });
});

test('money that a lost dispute took cannot be refunded again', async () => {
  await decide(await dispute(4_150), 'lost');
  expect(await fixture.payment(orderId)).toMatchObject({ disputeLostMinor: 4_150, capturedMinor: 4_200 });
  expect(await refund()).toMatchObject({ refund: null, userErrors: [{ code: 'AMOUNT_EXCEEDED' }] });
});

test('a refund that waits is not made any more when a lost dispute has taken its money', async () => {
  // Another process is at the payment, so nothing is asked of the provider yet.
  await waitFor(
    async () => {
      const [taken] = await fixture.database.dataSource.query(
        `UPDATE payments SET lease_token = 'lea_other', leased_until = $2, due_at = $2
         WHERE id = $1 AND lease_token IS NULL AND refresh_at IS NULL RETURNING id`,
        [paymentId, new Date(fixture.deps.clock().getTime() + 60_000)],
      );
      return taken.length === 1;
    },
    { what: 'the lease' },
  );
  expect(await refund(150)).toMatchObject({ refund: { status: 'PENDING' } });
  expect(await refund(50)).toMatchObject({ refund: { status: 'PENDING' } });
  const { providerPaymentId } = await fixture.payment(orderId);
  const opened = await fixture.sandbox.call('POST', `payments/${providerPaymentId}/disputes`, {
    amountMinor: 4_100,
  });
  await waitFor(async () => (await fixture.payment(orderId)).refreshAt !== null, { what: 'the webhook' });
  fixture.passTime(60_001);
  await eventually(async () => (await fixture.payment(orderId)).disputed, 'the dispute');
  await decide(opened.body.disputes.at(-1).id, 'lost');
  await eventually(async () => {
    const { refundReservedMinor, refundedMinor } = await fixture.payment(orderId);
    return refundReservedMinor === refundedMinor;
  }, 'the end of both refunds');
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 1, refundedMinor: 50 });
  expect(await fixture.payment(orderId)).toMatchObject({ refundReservedMinor: 50, disputeLostMinor: 4_100 });
  expect(await fixture.told(orderId)).toEqual(
    expect.arrayContaining(['PaymentRefundFailed', 'PaymentRefunded']),
  );
});

test('a refund that the bank gives back is told as failed, and its money can be refunded again', async () => {
  const first = await refund();
  const { providerPaymentId } = await fixture.payment(orderId);
  const [{ provider_refund_id: providerRefundId }] = await fixture.database.dataSource.query(
    'SELECT provider_refund_id FROM refunds WHERE id = $1',
    [first.refund.id],
  );
  await fixture.sandbox.call('POST', `payments/${providerPaymentId}/refunds/${providerRefundId}/bounce`, {});
  await eventually(async () => (await fixture.payment(orderId)).refundedMinor === 0, 'the bounce');
  expect(await fixture.payment(orderId)).toMatchObject({ status: 'CAPTURED', refundReservedMinor: 0 });
  expect((await fixture.told(orderId)).slice(-2)).toEqual(['PaymentRefunded', 'PaymentRefundFailed']);
  const shown = `query ($id: ID!) { payment(id: $id) { refunds { status failureCode } } }`;
  expect((await ask(admin, shown, { id: paymentId })).data.payment.refunds).toEqual([
    { status: 'FAILED', failureCode: 'account_closed' },
  ]);
  expect((await ask(customer, shown, { id: paymentId })).data.payment.refunds).toEqual([
    { status: 'FAILED', failureCode: null },
  ]);
  expect(await refund()).toMatchObject({ refund: { status: 'SUCCEEDED' } });
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ refundedMinor: 100 });
});

test('a refund that the provider refuses for good is told as failed', async () => {
  const { providerPaymentId } = await fixture.payment(orderId);
  await fixture.sandbox.call('POST', `payments/${providerPaymentId}/refunds`, { amountMinor: 4_150 });
  expect(await refund()).toMatchObject({ refund: { status: 'FAILED' } });
  expect((await fixture.told(orderId)).at(-1)).toBe('PaymentRefundFailed');
  expect(await fixture.payment(orderId)).toMatchObject({ refundReservedMinor: 0, refundedMinor: 0 });
});
