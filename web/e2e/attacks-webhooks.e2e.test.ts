import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePorts } from '../../infra/local/src/ports.ts';
import { loadSecrets } from '../../infra/local/src/secrets.ts';
import { type Souk, startSouk } from '../../infra/local/src/souk.ts';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { refusals } from './support/attempt.ts';
import {
  type BuyersCart,
  fillCart,
  type Offer,
  offer,
  placeOrder,
  readOrder,
  signIn,
  whenOrderIs,
} from './support/buyers.ts';
import { misbehave } from './support/sandbox.ts';
import { sandboxSource, startStripe, type WebhookSource, webhookSecret } from './support/webhooks.ts';

/**
 * Attacks 71 to 76 on the public routes of webhooks, in a shop of its own in which all three providers are switched on.
 * An order waits for its buyer, who has agreed at the provider already: only a webhook that is believed moves it on.
 * PayPal's certificates are at PayPal, so that a good signature of PayPal's is a matter of the payments' own tests.
 */

const dataDir = mkdtempSync(join(tmpdir(), 'souk-webhooks-'));
const shopOfTheOthers = { ...process.env };
const sources = new Map<string, WebhookSource>();
let souk: Souk;
let books: pg.Client;
let goods: Offer;
let admin: string;
beforeAll(async () => {
  const stripe = await startStripe();
  const settings = {
    STRIPE_SECRET_KEY: 'sk_test_simulated',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_simulated',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_URL: stripe.simulator.url,
    PAYPAL_CLIENT_ID: 'simulated',
    PAYPAL_CLIENT_SECRET: 'simulated',
    PAYPAL_WEBHOOK_ID: 'WH-SIMULATED',
    PAYPAL_URL: 'http://127.0.0.1:9',
  };
  const without = ['web', 'inbox', 'notifications', 'notifications-worker', 'analytics', 'analytics-worker'];
  souk = await startSouk({
    ...{ dataDir, ports: await freePorts(), without },
    env: {
      payments: settings,
      'payments-worker': settings,
      orders: { PAYMENT_PROVIDERS: 'STRIPE,SANDBOX' },
    },
  });
  Object.assign(process.env, {
    SOUK_E2E_GATEWAY: souk.urls.gateway,
    SOUK_E2E_SANDBOX: souk.urls.sandbox,
    SOUK_E2E_LOG: souk.logFile,
  });
  const { sandboxApiKey: apiKey, sandboxWebhook: secret } = loadSecrets(dataDir);
  sources.set('STRIPE', stripe).set('SANDBOX', sandboxSource({ url: souk.urls.sandbox, apiKey, secret }));
  // The sandbox's own deliveries would move orders on; here only the test delivers.
  await misbehave({ webhooks: 'withhold', seconds: 3_600 });
  books = new pg.Client({ connectionString: souk.databaseUrl('souk_payments') });
  await books.connect();
  admin = await signIn('admin');
  goods = await offer(await signIn('seller'), { stock: 1_000 });
}, 240_000);
afterAll(async () => {
  await books?.end();
  await souk?.stop();
  for (const source of sources.values()) await source.close();
  Object.assign(process.env, shopOfTheOthers);
  rmSync(dataDir, { recursive: true, force: true });
});

async function send(
  provider: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; effect: string | undefined }> {
  const response = await fetch(`http://127.0.0.1:${souk.ports.payments}/webhooks/${provider.toLowerCase()}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    signal: AbortSignal.timeout(20_000),
  });
  const { effect } = (await response.json().catch(() => ({}))) as { effect?: string };
  return { status: response.status, effect };
}

const storedEvents = async (): Promise<string[]> => {
  const { rows } = await books.query<{ effect: string }>('SELECT effect FROM webhook_events');
  return rows.map(({ effect }) => effect).sort();
};

type Waiting = BuyersCart & { readonly orderId: string; readonly event: string; readonly totalMinor: number };

/** An order whose buyer has agreed at the provider, of which the shop has not heard, and the event that would tell. */
async function approvedOrder(source: WebhookSource): Promise<Waiting> {
  const cart = await fillCart(goods.variantId);
  const { order } = await placeOrder(cart, { payment: { provider: source.provider, token: source.token } });
  const orderId = order!.id;
  expect(await whenOrderIs(orderId, cart.token, ['AWAITING_PAYMENT', 'CANCELLED'])).toBe('AWAITING_PAYMENT');
  await source.approve(orderId);
  const event = (await source.events(orderId)).at(-1)!;
  return { ...cart, orderId, event, totalMinor: order!.total.amountMinor };
}

async function stillWaits({ orderId, token }: Waiting): Promise<void> {
  expect(await readOrder(orderId, token)).toMatchObject({
    status: 'AWAITING_PAYMENT',
    payments: [{ status: 'REQUIRES_ACTION', capturedAmount: { amountMinor: 0 } }],
  });
}

async function isPaidOnce(source: WebhookSource, { orderId, token, totalMinor }: Waiting): Promise<void> {
  expect(await whenOrderIs(orderId, token)).toBe('CONFIRMED');
  expect(await source.taken(orderId)).toMatchObject([{ captures: 1, capturedMinor: totalMinor }]);
}

const seconds = (count: number): Date => new Date(Date.now() + count * 1_000);
type Tampering = (source: WebhookSource, body: string) => [body: string, headers: Record<string, string>];

describe.each(['STRIPE', 'SANDBOX'])('webhooks of %s', (name) => {
  let source: WebhookSource;
  beforeAll(() => {
    source = sources.get(name)!;
  });

  test.each<[what: string, tamper: Tampering]>([
    ['without a signature', (_source, body) => [body, {}]],
    ['with an empty signature', ({ header }, body) => [body, { [header]: '' }]],
    ['with garbage for a signature', ({ header }, body) => [body, { [header]: 't=1,v1=zz' }]],
    ['signed 302 s ago', ({ sign }, body) => [body, sign(body, { at: seconds(-302) })]],
    ['signed 303 s ahead', ({ sign }, body) => [body, sign(body, { at: seconds(303) })]],
    ['signed with another secret', ({ sign }, body) => [body, sign(body, { secret: 'whsec_mallory' })]],
    ['signed with no secret', ({ sign }, body) => [body, sign(body, { secret: '' })]],
    [
      'with a byte changed',
      ({ sign }, body) => [
        body.replace(/"evt_(.)/, (_all, byte) => `"evt_${byte === '0' ? '1' : '0'}`),
        sign(body),
      ],
    ],
    ['with a blank more', ({ sign }, body) => [`${body} `, sign(body)]],
    ['written anew as JSON', ({ sign }, body) => [JSON.stringify(JSON.parse(body), null, 1), sign(body)]],
    [
      'old, under the time of a new one',
      ({ sign, header }, body) => [
        body,
        {
          [header]: sign(body, { at: seconds(-900) })[header]!.replace(
            /t=\d+/,
            `t=${Math.floor(Date.now() / 1_000)}`,
          ),
        },
      ],
    ],
    ['that is no event', ({ sign }) => ['{"id":1}', sign('{"id":1}')]],
    ['that is no JSON', ({ sign }) => ['nonsense', sign('nonsense')]],
  ])('71: send one %s: 400, and nothing is stored', async (_what, tamper) => {
    const waiting = await approvedOrder(source);
    const before = await storedEvents();
    expect(await send(name, ...tamper(source, waiting.event))).toEqual({ status: 400, effect: undefined });
    expect(await storedEvents()).toEqual(before);
    await stillWaits(waiting);
    // The same event as its provider sends it does move the order.
    expect(await send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await isPaidOnce(source, waiting);
  });

  test('72: send one a hundred times: 200 each, one effect', async () => {
    const waiting = await approvedOrder(source);
    const before = await storedEvents();
    const headers = source.sign(waiting.event);
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(name, waiting.event, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ effect }) => effect === 'read-again')).toHaveLength(1);
    await isPaidOnce(source, waiting);
    expect(await storedEvents()).toHaveLength(before.length + 1);
    const after = await readOrder(waiting.orderId, waiting.token);
    expect((await send(name, waiting.event, source.sign(waiting.event))).status).toBe(200);
    expect((await readOrder(waiting.orderId, waiting.token)).version).toBe(after.version);
    await isPaidOnce(source, waiting);
  });

  test.each(['captured', 'refunded'] as const)(
    '73: send word that a payment is %s before it is authorised: it ends as the provider has it',
    async (step) => {
      const waiting = await approvedOrder(source);
      const early = source.foretell(waiting.event, step);
      expect(await send(name, early, source.sign(early))).toMatchObject({ status: 200 });
      expect(await send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
      await isPaidOnce(source, waiting);
      const { payments } = await readOrder(waiting.orderId, waiting.token);
      expect(payments).toMatchObject([
        { status: 'CAPTURED', refundedAmount: { amountMinor: 0 }, refunds: [] },
      ]);
    },
  );

  test('73: send everything backwards once it is paid and partly paid back: nothing changes', async () => {
    const waiting = await approvedOrder(source);
    const events = [waiting.event];
    expect(await send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await isPaidOnce(source, waiting);
    events.push(...(await source.events(waiting.orderId)));
    const { payments } = await readOrder(waiting.orderId, waiting.token);
    const input = { paymentId: payments[0].id, amountMinor: 100, idempotencyKey: randomUUID() };
    expect(await refusals('refundPayment', input, admin)).toEqual([]);
    const read = async () => (await readOrder(waiting.orderId, waiting.token)).payments;
    await waitFor(async () => (await read())[0].refundedAmount.amountMinor === 100);
    events.push(...(await source.events(waiting.orderId)));
    const before = await read();
    for (const event of [...events.toReversed(), ...events]) {
      expect(await send(name, event, source.sign(event))).toMatchObject({ status: 200 });
    }
    expect(await read()).toEqual(before);
    expect(before).toMatchObject([{ status: 'PARTIALLY_REFUNDED', refunds: [{ status: 'SUCCEEDED' }] }]);
    await isPaidOnce(source, waiting);
  });

  test.each([
    ['74: send a signed event about a payment that nobody has', 'nobody'],
    ['74: send a signed event of another payment for an order', 'another order'],
    ['74: send a signed event with another amount', 'amount'],
    ['74: send a signed event in another currency', 'currency'],
    ['75: send a signed event of the other mode', 'mode'],
  ] as const)('%s: an alarm, and nothing changes', async (_what, about) => {
    const waiting = await approvedOrder(source);
    const before = await storedEvents();
    const forged = source.forge(waiting.event, about);
    expect(await send(name, forged, source.sign(forged))).toEqual({ status: 200, effect: 'alarm' });
    expect(await storedEvents()).toEqual([...before, 'alarm'].sort());
    await stillWaits(waiting);
    expect(await send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await isPaidOnce(source, waiting);
  });

  test('76: send a megabyte, signed: 413, and nothing is stored', async () => {
    const before = await storedEvents();
    const body = JSON.stringify({ id: 'evt_1', padding: 'x'.repeat(1_048_576) });
    expect((await send(name, body, source.sign(body))).status).toBe(413);
    expect(await storedEvents()).toEqual(before);
  });
});

describe('webhooks of PAYPAL', () => {
  const event = JSON.stringify({ id: 'WH-1', event_type: 'CHECKOUT.ORDER.APPROVED', resource: {} });
  const headers = (over: Record<string, string> = {}) => ({
    'paypal-transmission-id': randomUUID(),
    'paypal-transmission-time': new Date().toISOString(),
    'paypal-transmission-sig': 'c2lnbmF0dXJl',
    'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42',
    'paypal-auth-algo': 'SHA256withRSA',
    ...over,
  });
  const certificate = (url: string) => headers({ 'paypal-cert-url': url });

  test.each<[what: string, headers: Record<string, string>]>([
    ['without a signature', {}],
    ['with garbage for a signature', headers({ 'paypal-transmission-sig': '%%%' })],
    ['signed with another algorithm', headers({ 'paypal-auth-algo': 'none' })],
    ['signed 302 s ago', headers({ 'paypal-transmission-time': seconds(-302).toISOString() })],
    ['signed in an hour', headers({ 'paypal-transmission-time': seconds(3_600).toISOString() })],
    ['with a certificate of its own', certificate('https://mallory.example/v1/notifications/certs/CERT-1')],
    ['with a certificate of this machine', certificate('http://127.0.0.1:80/v1/notifications/certs/CERT-1')],
    [
      'with a certificate at a name like PayPal’s',
      certificate('https://api.paypal.com.mallory.example/v1/notifications/certs/C'),
    ],
    ['with a certificate elsewhere at PayPal', certificate('https://api.paypal.com/v1/upload/CERT-1')],
  ])('71: send one %s: 400, and nothing is stored', async (_what, given) => {
    const before = await storedEvents();
    expect(await send('paypal', event, given)).toEqual({ status: 400, effect: undefined });
    expect(await storedEvents()).toEqual(before);
  });

  test('76: send a megabyte: 413, and nothing is stored', async () => {
    const before = await storedEvents();
    expect((await send('paypal', 'x'.repeat(1_048_576), headers())).status).toBe(413);
    expect(await storedEvents()).toEqual(before);
  });
});
