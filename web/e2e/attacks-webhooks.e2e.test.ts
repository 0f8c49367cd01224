import { randomUUID } from 'node:crypto';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { refusals } from './support/attempt.ts';
import { readOrder } from './support/buyers.ts';
import { startWebhookScene, type WebhookScene } from './support/webhook-scene.ts';
import type { WebhookSource } from './support/webhooks.ts';

/**
 * Attacks 71 to 76 on the public routes of webhooks, in a shop of its own in which all three providers are switched on.
 * An order waits for its buyer, who has agreed at the provider already: only a webhook that is believed moves it on.
 */

let scene: WebhookScene;
beforeAll(async () => {
  scene = await startWebhookScene();
}, 240_000);
afterAll(() => scene?.close());

const seconds = (count: number): Date => new Date(Date.now() + count * 1_000);

/** The signature of an old webhook, with the time that a new one tells. */
function underTimeOf(fresh: Record<string, string>, old: Record<string, string>): Record<string, string> {
  const time = `t=${Math.floor(Date.now() / 1_000)}`;
  return Object.fromEntries(
    Object.entries(old).map(([name, value]) => [
      name,
      name === 'paypal-transmission-time' ? fresh[name]! : value.replace(/^t=\d+/, time),
    ]),
  );
}

type Tampering = (source: WebhookSource, body: string) => [body: string, headers: Record<string, string>];

describe.each(['STRIPE', 'SANDBOX', 'PAYPAL'])('webhooks of %s', (name) => {
  let source: WebhookSource;
  beforeAll(() => {
    source = scene.sources.get(name)!;
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
        body.replace(/"(evt_|WH-)(.)/, (_all, kind, byte) => `"${kind}${byte === '0' ? '1' : '0'}`),
        sign(body),
      ],
    ],
    ['with a blank more', ({ sign }, body) => [`${body} `, sign(body)]],
    ['written anew as JSON', ({ sign }, body) => [JSON.stringify(JSON.parse(body), null, 1), sign(body)]],
    [
      'old, under the time of a new one',
      ({ sign }, body) => [body, underTimeOf(sign(body), sign(body, { at: seconds(-900) }))],
    ],
    ['that is no event', ({ sign }) => ['{"id":1}', sign('{"id":1}')]],
    ['that is no JSON', ({ sign }) => ['nonsense', sign('nonsense')]],
  ])('71: send one %s: 400, and nothing is stored', async (_what, tamper) => {
    const waiting = await scene.approvedOrder(source);
    const before = await scene.storedEvents();
    expect(await scene.send(name, ...tamper(source, waiting.event))).toEqual({
      status: 400,
      effect: undefined,
    });
    expect(await scene.storedEvents()).toEqual(before);
    await scene.stillWaits(waiting);
    // The same event as its provider sends it does move the order.
    expect(await scene.send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await scene.isPaidOnce(source, waiting);
  });

  test('72: send one a hundred times: 200 each, one effect', async () => {
    const waiting = await scene.approvedOrder(source);
    const before = await scene.storedEvents();
    const headers = source.sign(waiting.event);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => scene.send(name, waiting.event, headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ effect }) => effect === 'read-again')).toHaveLength(1);
    await scene.isPaidOnce(source, waiting);
    expect(await scene.storedEvents()).toHaveLength(before.length + 1);
    const after = await readOrder(waiting.orderId, waiting.token);
    expect((await scene.send(name, waiting.event, source.sign(waiting.event))).status).toBe(200);
    expect((await readOrder(waiting.orderId, waiting.token)).version).toBe(after.version);
    await scene.isPaidOnce(source, waiting);
  });

  test.each(['captured', 'refunded'] as const)(
    '73: send word that a payment is %s before it is authorised: it ends as the provider has it',
    async (step) => {
      const waiting = await scene.approvedOrder(source);
      const early = source.foretell(waiting.event, step);
      expect(await scene.send(name, early, source.sign(early))).toMatchObject({ status: 200 });
      expect(await scene.send(name, waiting.event, source.sign(waiting.event))).toMatchObject({
        status: 200,
      });
      await scene.isPaidOnce(source, waiting);
      const { payments } = await readOrder(waiting.orderId, waiting.token);
      expect(payments).toMatchObject([
        { status: 'CAPTURED', refundedAmount: { amountMinor: 0 }, refunds: [] },
      ]);
    },
  );

  test('73: send everything backwards once it is paid and partly paid back: nothing changes', async () => {
    const waiting = await scene.approvedOrder(source);
    const events = [waiting.event];
    expect(await scene.send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await scene.isPaidOnce(source, waiting);
    events.push(...(await source.events(waiting.orderId)));
    const { payments } = await readOrder(waiting.orderId, waiting.token);
    const input = { paymentId: payments[0].id, amountMinor: 100, idempotencyKey: randomUUID() };
    expect(await refusals('refundPayment', input, scene.admin)).toEqual([]);
    const read = async () => (await readOrder(waiting.orderId, waiting.token)).payments;
    await waitFor(async () => (await read())[0].refundedAmount.amountMinor === 100);
    events.push(...(await source.events(waiting.orderId)));
    const before = await read();
    for (const event of [...events.toReversed(), ...events]) {
      expect(await scene.send(name, event, source.sign(event))).toMatchObject({ status: 200 });
    }
    expect(await read()).toEqual(before);
    expect(before).toMatchObject([{ status: 'PARTIALLY_REFUNDED', refunds: [{ status: 'SUCCEEDED' }] }]);
    await scene.isPaidOnce(source, waiting);
  });

  test.each([
    ['74: send a signed event about a payment that nobody has', 'nobody'],
    ['74: send a signed event of another payment for an order', 'another order'],
    ['74: send a signed event with another amount', 'amount'],
    ['74: send a signed event in another currency', 'currency'],
    ['75: send a signed event of the other mode', 'mode'],
  ] as const)('%s: an alarm, and nothing changes', async (_what, about) => {
    const waiting = await scene.approvedOrder(source);
    const before = await scene.storedEvents();
    const forged = source.forge(waiting.event, about);
    expect(await scene.send(name, forged, source.sign(forged))).toEqual({ status: 200, effect: 'alarm' });
    expect(await scene.storedEvents()).toEqual([...before, 'alarm'].sort());
    await scene.stillWaits(waiting);
    expect(await scene.send(name, waiting.event, source.sign(waiting.event))).toMatchObject({ status: 200 });
    await scene.isPaidOnce(source, waiting);
  });

  test('76: send a megabyte, signed: 413, and nothing is stored', async () => {
    const before = await scene.storedEvents();
    const body = JSON.stringify({ id: 'evt_1', padding: 'x'.repeat(1_048_576) });
    expect((await scene.send(name, body, source.sign(body))).status).toBe(413);
    expect(await scene.storedEvents()).toEqual(before);
  });
});

describe('webhooks that only look like PayPal’s', () => {
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
    const before = await scene.storedEvents();
    expect(await scene.send('paypal', event, given)).toEqual({ status: 400, effect: undefined });
    expect(await scene.storedEvents()).toEqual(before);
  });

  test('76: send a megabyte: 413, and nothing is stored', async () => {
    const before = await scene.storedEvents();
    expect((await scene.send('paypal', 'x'.repeat(1_048_576), headers())).status).toBe(413);
    expect(await scene.storedEvents()).toEqual(before);
  });
});
