import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import { startServer } from '../server.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { startPayPalWebhooks, startStripeWebhooks, type WebhookBench } from '../testing/webhook-bench.ts';

/** Attacks on the endpoints of the real providers; those on the sandbox's are in webhook.test.ts. */
describe.each([
  ['STRIPE' as const, startStripeWebhooks],
  ['PAYPAL' as const, startPayPalWebhooks],
])('webhooks of %s', (provider, start) => {
  let bench: WebhookBench;
  let fixture: PaymentFixture;
  let server: HttpEndpoint;
  let orderId: string;
  let body: string;
  beforeAll(async () => {
    bench = await start();
    fixture = await startPaymentFixture([bench.provider]);
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
    await Promise.all([fixture.close(), bench.close()]);
  });
  beforeEach(async () => {
    orderId = createId('ord');
    await deliver(fixture.deps, ordersSends.payment(orderId, bench.token, { provider }));
    const payment = await fixture.payment(orderId);
    expect(payment).toMatchObject({
      status: 'REQUIRES_ACTION',
      actionUrl: expect.stringContaining('https://'),
    });
    bench.approve(payment.providerPaymentId!);
    body = bench.events().at(-1)!;
  });

  const send = (sent: string, headers: Record<string, string> = bench.headers(sent)) =>
    fetch(`http://127.0.0.1:${server.port}/webhooks/${provider.toLowerCase()}`, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const stored = async (): Promise<string[]> => {
    const { id } = await fixture.payment(orderId);
    const rows: { effect: string }[] = await fixture.database.dataSource.query(
      'SELECT effect FROM webhook_events WHERE payment_id = $1 ORDER BY received_at',
      [id],
    );
    return rows.map(({ effect }) => effect);
  };
  const seconds = (count: number): Date => new Date(Date.now() + count * 1_000);

  test('an approval authorises the payment', async () => {
    expect(await (await send(body)).json()).toEqual({ effect: 'read-again' });
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentAuthorized']);
  });

  test('one event sent a hundred times works once', async () => {
    const headers = bench.headers(body);
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    expect(await stored()).toEqual(['read-again']);
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentAuthorized']);
  });

  test('events in the wrong order, or too late, end in the same state', async () => {
    await send(body);
    await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
    await deliver(fixture.deps, ordersSends.capture(orderId));
    await deliver(fixture.deps, ordersSends.refund(orderId, 1_000));
    const { providerPaymentId, ...before } = await fixture.payment(orderId);
    expect(before).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundedMinor: 1_000 });
    const all = bench.events().filter((event) => event.includes(providerPaymentId!) && event !== body);
    expect(all.length).toBeGreaterThan(2);
    for (const event of [...all.toReversed(), ...all]) expect((await send(event)).status).toBe(200);
    await waitFor(async () => (await fixture.payment(orderId)).leaseToken === null);
    expect(await fixture.payment(orderId)).toMatchObject({ ...before, providerPaymentId });
  });

  test.each<[string, (sent: string) => [string, Record<string, string>]]>([
    ['without a signature', (sent) => [sent, {}]],
    [
      'with a garbage signature',
      (sent) => [
        sent,
        Object.fromEntries(Object.keys(bench.headers(sent)).map((name) => [name, 't=1,v1=zz'])),
      ],
    ],
    ['signed by another', (sent) => [sent, bench.headers(sent, { withAnotherSecret: true })]],
    ['signed over 300 s ago', (sent) => [sent, bench.headers(sent, { at: seconds(-302) })]],
    ['signed over 300 s ahead', (sent) => [sent, bench.headers(sent, { at: seconds(303) })]],
    [
      'with a byte changed',
      (sent) => [sent.replace('4200', '4201').replace('42.00', '42.01'), bench.headers(sent)],
    ],
    ['written anew as JSON', (sent) => [JSON.stringify(JSON.parse(sent), null, 1), bench.headers(sent)]],
    ['that is no event', () => ['{"id":1}', bench.headers('{"id":1}')]],
    ['that is no JSON', () => ['nonsense', bench.headers('nonsense')]],
  ])('one %s is refused with 400, and nothing is stored', async (_name, tamper) => {
    const [sent, headers] = tamper(body);
    expect((await send(sent, headers)).status).toBe(400);
    expect(await stored()).toEqual([]);
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'REQUIRES_ACTION' });
  });

  test.each(['amount', 'currency'] as const)(
    'one with another %s is an alarm and changes nothing',
    async (about) => {
      expect(await (await send(bench.foreign(body, about))).json()).toEqual({ effect: 'alarm' });
      expect(await stored()).toEqual(['alarm']);
      expect(await fixture.payment(orderId)).toMatchObject({ status: 'REQUIRES_ACTION' });
    },
  );

  test('one about a payment that is not ours is an alarm', async () => {
    expect(await (await send(bench.foreign(body, 'unknown'))).json()).toEqual({ effect: 'alarm' });
    expect(await stored()).toEqual([]);
  });

  test('one of the other mode is an alarm and changes nothing', async () => {
    const { body: sent, headers } = bench.otherMode(body);
    expect(await (await send(sent, headers)).json()).toEqual({ effect: 'alarm' });
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'REQUIRES_ACTION' });
  });

  test('a megabyte is refused with 413', async () => {
    expect((await send('x'.repeat(1_048_576), {})).status).toBe(413);
  });
});
