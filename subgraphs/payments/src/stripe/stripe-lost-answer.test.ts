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
import { type StripeSimulator, startStripeSimulator } from '../testing/stripe-simulator.ts';
import { startStripeWebhooks } from '../testing/webhook-bench.ts';
import { createStripeProvider } from './stripe-provider.ts';

const webhookSecret = 'whsec_simulated';
let simulator: StripeSimulator;
let fixture: PaymentFixture;
let server: HttpEndpoint;
beforeAll(async () => {
  simulator = await startStripeSimulator();
  const provider = createStripeProvider({
    secretKey: 'sk_test_simulated',
    publishableKey: 'pk_test_simulated',
    webhookSecret,
    url: simulator.url,
    deadlineMs: 5_000,
  });
  fixture = await startPaymentFixture([provider]);
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
  await Promise.all([fixture.close(), simulator.close()]);
});

test('a 500 that Stripe repeats for the same key all day is overcome by the webhook that names the intent', async () => {
  const signer = await startStripeWebhooks();
  const orderId = createId('ord');
  simulator.failNext('error-after-work', 'POST /v1/payment_intents', 1_000);
  await deliver(fixture.deps, ordersSends.payment(orderId, 'pm_card_visa', { provider: 'STRIPE' }));
  expect(await fixture.payment(orderId)).toMatchObject({
    status: 'PENDING',
    providerPaymentId: null,
    unresolvedOperation: 'authorise',
  });
  const body = JSON.stringify(
    simulator.events.findLast(({ type }) => type === 'payment_intent.amount_capturable_updated'),
  );
  const answer = await fetch(`http://127.0.0.1:${server.port}/webhooks/stripe`, {
    method: 'POST',
    body,
    headers: signer.headers(body),
  });
  expect(answer.status).toBe(200);
  await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
  expect(await fixture.payment(orderId)).toMatchObject({ unresolvedOperation: null, paymentToken: null });
  expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized']);
  expect(simulator.requests.filter((request) => request === 'POST /v1/payment_intents')).toHaveLength(1);
  await signer.close();
});
