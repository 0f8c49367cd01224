import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import { signWebhook } from '../sandbox/webhook-signature.ts';
import { startServer } from '../server.ts';
import {
  actAsBuyer,
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { testWebhookSecret } from '../testing/test-sandbox.ts';

let fixture: PaymentFixture;
let server: HttpEndpoint;
let url: string;
let orderId: string;
beforeAll(async () => {
  fixture = await startPaymentFixture();
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
    deps: fixture.deps,
    isReady: async () => true,
  });
  url = `http://127.0.0.1:${server.port}/webhooks/sandbox`;
});
afterAll(async () => {
  await server.close();
  await fixture.close();
});
beforeEach(async () => {
  orderId = createId('ord');
  await fixture.database.clear();
  fixture.sandbox.received.length = 0;
  await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_requires_action'));
});

const send = (body: string | Buffer, signature?: string) =>
  fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: signature === undefined ? {} : { 'sandbox-signature': signature },
  });
const sign = (body: string, at = new Date(), secret = testWebhookSecret) => signWebhook(secret, body, at);
const stored = (): Promise<{ event_id: string; effect: string }[]> =>
  fixture.database.dataSource.query('SELECT event_id, effect FROM webhook_events ORDER BY received_at');

/** The webhook of this order that the sandbox sent last, as it was sent. */
async function lastWebhook(
  type: string,
): Promise<{ body: string; event: { id: string; data: { payment: object } } }> {
  return waitFor(() => {
    const bodies = fixture.sandbox.received.map(({ body }) => body);
    const body = bodies.findLast((text) => text.includes(orderId) && text.includes(`"payment.${type}"`));
    return body ? { body, event: JSON.parse(body) } : null;
  });
}

describe('an event that the buyer approved', () => {
  beforeEach(async () => {
    await actAsBuyer((await fixture.payment(orderId)).actionUrl!, 'approve');
  });

  test('authorises the payment', async () => {
    const { body } = await lastWebhook('approved');
    expect((await send(body, sign(body))).status).toBe(200);
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentAuthorized']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  });

  test('is answered 200 a hundred times and works once', async () => {
    const { body } = await lastWebhook('approved');
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body, sign(body))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    expect(await stored()).toHaveLength(1);
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentAuthorized']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  });

  test('that arrives after all that followed it changes nothing', async () => {
    const { body: approved } = await lastWebhook('approved');
    fixture.passTime(30_001);
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_requires_action'));
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    await deliver(fixture.deps, ordersSends.capture(orderId));
    const { body: captured } = await lastWebhook('captured');
    const now = fixture.deps.clock();
    const before = await fixture.payment(orderId);
    for (const body of [captured, approved]) {
      expect(await (await send(body, sign(body, now))).json()).toEqual({ effect: 'known' });
    }
    expect(await fixture.payment(orderId)).toEqual(before);
    expect(await stored()).toEqual([]);
  });

  test.each<[string, (body: string) => [string | Buffer, string | undefined]]>([
    ['without a signature', (body) => [body, undefined]],
    ['with a garbage signature', (body) => [body, 't=,v1=zz']],
    ['signed with another secret', (body) => [body, sign(body, fixture.deps.clock(), 'another-secret')]],
    ['signed over 300 s ago', (body) => [body, sign(body, ago(301))]],
    ['signed over 300 s ahead', (body) => [body, sign(body, ago(-302))]],
    [
      'with a byte changed',
      (body) => [body.replace('payment.approved', 'payment.approvee'), sign(body, ago(0))],
    ],
    ['written anew as JSON', (body) => [JSON.stringify(JSON.parse(body), null, 1), sign(body, ago(0))]],
    [
      'with a timestamp of another signature',
      (body) => [body, sign(body, ago(10)).replace(/t=\d+/, sign(body, ago(0)).split(',')[0]!)],
    ],
  ])('is refused %s, and nothing is stored', async (_name, tamper) => {
    const { body } = await lastWebhook('approved');
    const [sent, signature] = tamper(body);
    expect((await send(sent, signature)).status).toBe(400);
    expect(await stored()).toEqual([]);
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'REQUIRES_ACTION' });
  });

  test.each<[string, object]>([
    ['of an unknown payment', { id: 'spy_00000000000000000000000000', merchantReference: 'ord_unknown' }],
    ['that names another order', { merchantReference: 'ord_other' }],
    ['of another payment of the same order', { id: 'spy_00000000000000000000000000' }],
    ['with another amount', { amountMinor: 1 }],
    ['with another currency', { currency: 'USD' }],
    ['of live mode', { livemode: true }],
  ])('%s is noted as an alarm and changes nothing', async (_name, change) => {
    const { event } = await lastWebhook('approved');
    const payment = { ...event.data.payment, ...change };
    const body = JSON.stringify({ ...event, id: createId('evt'), data: { payment } });
    expect((await send(body, sign(body, fixture.deps.clock()))).status).toBe(200);
    expect((await stored()).map(({ effect }) => effect)).toEqual(['alarm']);
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'REQUIRES_ACTION',
      refreshAt: expect.any(Date),
    });
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired']);
  });

  test('is not trusted: one that claims an authorisation only makes us ask', async () => {
    const { event } = await lastWebhook('approved');
    const claims = { ...event.data.payment, status: 'captured', capturedMinor: 4_200 };
    const body = JSON.stringify({
      ...event,
      id: createId('evt'),
      type: 'payment.captured',
      data: { payment: claims },
    });
    await send(body, sign(body, fixture.deps.clock()));
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    expect(await fixture.payment(orderId)).toMatchObject({ capturedMinor: 0 });
  });
});

test.each(['duplicate', 'reorder'] as const)(
  'orders end right while the provider delivers its webhooks badly (%s)',
  async (webhooks) => {
    await fixture.sandbox.call('PUT', 'faults', { webhooks });
    fixture.sandbox.forwardWebhooksTo(url);
    const orders = Array.from({ length: 8 }, () => createId('ord'));
    await Promise.all(
      orders.map(async (id, index) => {
        await deliver(fixture.deps, ordersSends.payment(id, 'tok_requires_action'));
        const { actionUrl } = await fixture.payment(id);
        await actAsBuyer(actionUrl!, index % 2 === 0 ? 'approve' : 'decline');
      }),
    );
    for (const [index, id] of orders.entries()) {
      await waitFor(async () => !['REQUIRES_ACTION'].includes((await fixture.payment(id)).status));
      if (index % 2 === 0) {
        await deliver(fixture.deps, ordersSends.capture(id));
        // A webhook may hold the lease, and then goes on with the capture.
        await waitFor(async () => (await fixture.payment(id)).status === 'CAPTURED');
      }
      const expected =
        index % 2 === 0
          ? ['PaymentActionRequired', 'PaymentAuthorized', 'PaymentCaptured']
          : ['PaymentActionRequired', 'PaymentDeclined'];
      expect(await fixture.told(id)).toEqual(expected);
      expect(await fixture.sandbox.account(id)).toMatchObject({ captures: index % 2 === 0 ? 1 : 0 });
    }
    fixture.sandbox.forwardWebhooksTo(null);
    await fixture.sandbox.call('PUT', 'faults', {});
  },
);

test('a body of a megabyte is refused with 413', async () => {
  const body = 'x'.repeat(1_048_576);
  expect((await send(body, sign(body))).status).toBe(413);
  expect(await stored()).toEqual([]);
});

test.each([['not json'], ['{}'], ['{"id":"evt_1","type":"payment.x"}'], ['null']])(
  'a signed body that is no event (%s) is refused',
  async (body) => {
    expect((await send(body, sign(body, fixture.deps.clock()))).status).toBe(400);
    expect(await stored()).toEqual([]);
  },
);

function ago(seconds: number): Date {
  return new Date(fixture.deps.clock().getTime() - seconds * 1_000);
}
