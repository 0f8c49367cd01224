import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { paymentCaptureRequested } from '@souk/shared/events/payment-capture-requested';
import { paymentRefundRequested } from '@souk/shared/events/payment-refund-requested';
import { paymentRequested } from '@souk/shared/events/payment-requested';
import { paymentVoidRequested } from '@souk/shared/events/payment-void-requested';
import { createId } from '@souk/shared/ids';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import { database } from '../data-source.ts';
import { createHandlers } from '../handlers.ts';
import { type Payment, paymentEntity } from '../payment/payment.entity.ts';
import { createPaymentDeps, type PaymentDeps } from '../payment/payment-deps.ts';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import { createSandboxProvider } from '../provider/sandbox-provider.ts';
import { startTestSandbox, type TestSandbox, testApiKey, testWebhookSecret } from './test-sandbox.ts';

export type PaymentFixture = {
  readonly database: TestDatabase;
  readonly sandbox: TestSandbox;
  readonly deps: PaymentDeps;
  /** The same database, but another provider, as a process that misbehaves would have. */
  depsWith(provider: Partial<PaymentProvider>): PaymentDeps;
  /** Moves the time of payments and sandbox forward. */
  passTime(ms: number): void;
  payment(orderId: string): Promise<Payment>;
  /** Types of the events told about an order, in order. */
  told(orderId: string): Promise<string[]>;
  close(): Promise<void>;
};

type ConsumedEvent = SoukEvent<
  'PaymentRequested' | 'PaymentCaptureRequested' | 'PaymentVoidRequested' | 'PaymentRefundRequested'
>;

/**
 * Payments as they run: a real database, and a real sandbox over HTTP.
 *
 * @param others more providers that are switched on
 * @param deadlineMs of a call to the sandbox. By default shorter than an answer that it holds
 */
export async function startPaymentFixture(
  others: readonly PaymentProvider[] = [],
  deadlineMs = 2_500,
): Promise<PaymentFixture> {
  let ahead = 0;
  const clock = (): Date => new Date(Date.now() + ahead);
  const [testDatabase, sandbox] = await Promise.all([
    createTestDatabase('payments', database),
    startTestSandbox({ clock }),
  ]);
  const real = createSandboxProvider({
    url: sandbox.url,
    apiKey: testApiKey,
    webhookSecret: testWebhookSecret,
    deadlineMs,
  });
  const depsWith = (provider: Partial<PaymentProvider>): PaymentDeps =>
    createPaymentDeps({
      dataSource: testDatabase.dataSource,
      signals: testDatabase.signals,
      logger: testLogger,
      clock,
      providers: new Map([{ ...real, ...provider }, ...others].map((each) => [each.name, each])),
    });
  return {
    database: testDatabase,
    sandbox,
    deps: depsWith({}),
    depsWith,
    passTime: (ms) => {
      ahead += ms;
    },
    payment: (orderId) =>
      testDatabase.dataSource.manager.findOneOrFail(paymentEntity, { where: { orderId } }),
    told: async (orderId) =>
      (await recordedEvents(testDatabase.dataSource))
        .filter(({ subject }) => subject === orderId)
        .map(({ type }) => type),
    async close() {
      await Promise.all([testDatabase.close(), sandbox.close()]);
    },
  };
}

/** The handlers of a process that has these dependencies: one set each, as batches are a process's own. */
const handlersOf = new WeakMap<PaymentDeps, ReturnType<typeof createHandlers>>();

/** Hands an event to its handler, as the worker does. */
export async function deliver(deps: PaymentDeps, event: ConsumedEvent): Promise<void> {
  const handlers = handlersOf.get(deps) ?? createHandlers(deps);
  handlersOf.set(deps, handlers);
  const handle = handlers[event.type] as (event: ConsumedEvent) => Promise<unknown>;
  await handle(event);
}

type PaymentRequestedData = SoukEvent<'PaymentRequested'>['data'];

/** Events that the orders subgraph sends, each call a new one. */
export const ordersSends = {
  payment: (orderId: string, token = 'tok_success', more: Partial<PaymentRequestedData> = {}) =>
    createEvent(paymentRequested, contextOf(orderId), {
      orderId,
      number: '1001',
      customerId: null,
      guestId: createId('gst'),
      email: 'buyer@souk.example',
      amountMinor: 4_200,
      currency: 'EUR',
      provider: 'SANDBOX',
      paymentToken: token,
      returnUrl: `http://127.0.0.1:3000/orders/${orderId}`,
      ...more,
    }) satisfies EventEnvelope,
  capture: (orderId: string) => createEvent(paymentCaptureRequested, contextOf(orderId), { orderId }),
  void: (orderId: string) =>
    createEvent(paymentVoidRequested, contextOf(orderId), { orderId, reason: 'cancelled' }),
  refund: (orderId: string, amountMinor: number, idempotencyKey = createId('key')) =>
    createEvent(paymentRefundRequested, contextOf(orderId), {
      orderId,
      returnId: 'ret_1',
      amountMinor,
      currency: 'EUR',
      reason: 'return',
      idempotencyKey,
    }),
};

function contextOf(orderId: string) {
  return { aggregateId: orderId, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'corr-1' };
}

/** Answers the sandbox's payment page as a buyer does. */
export async function actAsBuyer(actionUrl: string, decision: 'approve' | 'decline'): Promise<void> {
  const html = await (await fetch(actionUrl)).text();
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const answer = await fetch(actionUrl, {
    method: 'POST',
    body: new URLSearchParams({ decision, token }),
    redirect: 'manual',
  });
  if (answer.status !== 303) throw new Error(`the payment page answered ${answer.status}`);
}
