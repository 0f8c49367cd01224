import { createId } from '@souk/shared/ids';
import { PreparingClient } from '@souk/shared/preparing-client';
import type { WebhookEvent } from '../provider/payment-provider.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { receiveWebhook } from '../webhook/receive-webhook.ts';

let fixture: PaymentFixture;
beforeAll(async () => {
  fixture = await startPaymentFixture();
});
afterAll(() => fixture.close());

/** Statements that some work sends to the database, but for hints, which are sent together with others'. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = jest.spyOn(PreparingClient.prototype, 'query');
  await work();
  const texts = sent.mock.calls.map(([text]) => String(text));
  sent.mockRestore();
  return texts.filter((text) => !text.includes('pg_notify'));
}

test('an order costs few statements: eight to authorise, eight to capture, one for each webhook', async () => {
  const orderId = createId('ord');
  const provider = fixture.deps.providers.get('SANDBOX')!;
  expect(await statementsOf(() => deliver(fixture.deps, ordersSends.payment(orderId)))).toHaveLength(8);
  expect(await statementsOf(() => deliver(fixture.deps, ordersSends.capture(orderId)))).toHaveLength(8);
  const { providerPaymentId: paymentId } = await fixture.payment(orderId);
  const event: WebhookEvent = {
    eventId: createId('evt'),
    type: 'payment.captured',
    livemode: false,
    paymentId,
    captureId: null,
    merchantReference: orderId,
    claim: {
      about: 'payment',
      status: 'captured',
      amountMinor: 4_200,
      capturedMinor: 4_200,
      refundedMinor: 0,
      currency: 'EUR',
    },
  };
  expect(await statementsOf(() => receiveWebhook(fixture.deps, provider, event))).toHaveLength(1);
});

test('only columns that changed are written', async () => {
  const orderId = createId('ord');
  await deliver(fixture.deps, ordersSends.payment(orderId));
  const writes = (await statementsOf(() => deliver(fixture.deps, ordersSends.capture(orderId)))).filter(
    (text) => text.includes('UPDATE payments'),
  );
  expect(writes).toHaveLength(2);
  for (const text of writes) expect(text).not.toMatch(/email|return_url|amount_minor =|created_at =/);
});
