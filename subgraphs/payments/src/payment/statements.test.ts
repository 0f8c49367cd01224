import { createId } from '@souk/shared/ids';
import { PreparingClient } from '@souk/shared/preparing-client';
import type { WebhookEvent } from '../provider/payment-provider.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { createWebhookReceiver } from '../webhook/receive-webhook.ts';
import { advanceDuePayments } from './advance-due-payments.ts';

let fixture: PaymentFixture;
beforeAll(async () => {
  fixture = await startPaymentFixture([], 5_000);
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

test('orders of the same moment share their statements: nine to authorise, nine to capture', async () => {
  const orders = Array.from({ length: 20 }, () => createId('ord'));
  const real = fixture.deps.providers.get('SANDBOX')!;
  const deps = fixture.depsWith({
    authorise: answeringTogether(orders.length, real.authorise),
    capture: answeringTogether(orders.length, real.capture),
  });
  const ask = (request: (orderId: string) => Parameters<typeof deliver>[1]) => () =>
    Promise.all(orders.map((orderId) => deliver(deps, request(orderId))));
  expect(await statementsOf(ask(ordersSends.payment))).toHaveLength(9);
  expect(await statementsOf(ask(ordersSends.capture))).toHaveLength(9);
  for (const orderId of orders) expect(await fixture.payment(orderId)).toMatchObject({ status: 'CAPTURED' });
});

test('payments that are due together begin their next calls together', async () => {
  const orders = Array.from({ length: 20 }, () => createId('ord'));
  const unreachable = fixture.depsWith({
    authorise: async () => ({ kind: 'unknown', reason: 'unreachable' }),
  });
  await Promise.all(orders.map((orderId) => deliver(unreachable, ordersSends.payment(orderId))));
  fixture.passTime(1_000);
  const { authorise } = fixture.deps.providers.get('SANDBOX')!;
  const deps = fixture.depsWith({ authorise: answeringTogether(orders.length, authorise) });
  // Which are due; begin, lock, write, commit; and the four that record what came of it.
  expect(await statementsOf(() => advanceDuePayments(deps))).toHaveLength(9);
  for (const orderId of orders)
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'AUTHORIZED' });
});

/** A call whose answers are held back until so many have come. */
function answeringTogether<Request, Outcome>(
  count: number,
  call: (request: Request) => Promise<Outcome>,
): (request: Request) => Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let answered = 0;
  return async (request) => {
    const outcome = await call(request);
    answered += 1;
    if (answered === count) resolve();
    await promise;
    return outcome;
  };
}

test('webhooks that tell what is known share one statement', async () => {
  const orders = Array.from({ length: 20 }, () => createId('ord'));
  const provider = fixture.deps.providers.get('SANDBOX')!;
  await Promise.all(orders.map((orderId) => deliver(fixture.deps, ordersSends.payment(orderId))));
  const payments = await Promise.all(orders.map((orderId) => fixture.payment(orderId)));
  const receive = createWebhookReceiver(fixture.deps, provider);
  const received = payments.map(({ orderId, providerPaymentId: paymentId }) => () => {
    const event: WebhookEvent = {
      eventId: createId('evt'),
      type: 'payment.authorised',
      livemode: false,
      paymentId,
      captureId: null,
      merchantReference: orderId,
      claim: {
        about: 'payment',
        status: 'authorised',
        amountMinor: 4_200,
        capturedMinor: 0,
        refundedMinor: 0,
        currency: 'EUR',
      },
    };
    return receive(event);
  });
  const sent = await statementsOf(async () => {
    const effects = await Promise.all(received.map((send) => send()));
    expect(new Set(effects.map(({ effect }) => effect))).toEqual(new Set(['known']));
  });
  expect(sent).toHaveLength(1);
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
