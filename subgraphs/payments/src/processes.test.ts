import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createId } from '@souk/shared/ids';
import { testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { freePort } from './testing/free-port.ts';
import {
  actAsBuyer,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from './testing/payment-fixture.ts';
import { testApiKey, testWebhookSecret } from './testing/test-sandbox.ts';

let fixture: PaymentFixture;
let messaging: TestMessaging;
const processes: ChildProcess[] = [];
beforeAll(async () => {
  [fixture, messaging] = await Promise.all([
    startPaymentFixture(),
    createTestMessaging({ visibilityTimeoutSeconds: 1, maxReceiveCount: 50 }),
  ]);
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((child) => end(child, 'SIGKILL')));
});
afterAll(async () => {
  messaging.close();
  await fixture.close();
});

function startProcess(entry: 'main.ts' | 'worker.ts', port = 0): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, entry)], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'ignore',
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: process.env.SOUK_TEST_AWS_ENDPOINT,
      PORT: String(port),
      VIEWER_TOKEN_SECRET: testViewerTokenSecret,
      DATABASE_URL: fixture.database.url,
      SNS_TOPIC_ARN: messaging.topicArn,
      // By the address that the emulator listens on: not every machine resolves names below localhost.
      SQS_QUEUE_URL: new URL(new URL(messaging.queueUrl).pathname, process.env.SOUK_TEST_AWS_ENDPOINT).href,
      SANDBOX_URL: fixture.sandbox.url,
      SANDBOX_API_KEY: testApiKey,
      SANDBOX_WEBHOOK_SECRET: testWebhookSecret,
    },
  });
  processes.push(child);
  return child;
}

function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

test('a worker killed between the charge and its note leaves one charge, which the next worker finds', async () => {
  const orderId = createId('ord');
  const first = startProcess('worker.ts');
  // The sandbox commits this payment at once and holds the answer: the worker dies in between for certain.
  await messaging.send(ordersSends.payment(orderId, 'tok_timeout_then_success'));
  await waitFor(() => fixture.sandbox.account(orderId), { what: 'the charge' });
  await end(first, 'SIGKILL');
  expect(await fixture.payment(orderId)).toMatchObject({
    status: 'PENDING',
    unresolvedOperation: 'authorise',
  });

  // Rather than wait for the dead worker's lease to end.
  await fixture.database.dataSource.query(
    'UPDATE payments SET leased_until = now(), due_at = now() WHERE order_id = $1',
    [orderId],
  );
  const second = startProcess('worker.ts');
  await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
  // The poll that the dead worker left open takes the first; the saga asks again when no answer comes.
  await messaging.send(ordersSends.capture(orderId));
  await messaging.send(ordersSends.capture(orderId));
  await waitFor(async () => (await fixture.payment(orderId)).status === 'CAPTURED');
  expect(await fixture.sandbox.account(orderId)).toMatchObject({
    authorisations: 1,
    captures: 1,
    capturedMinor: 4_200,
  });
  expect(await end(second, 'SIGTERM')).toBe(0);
});

test('server, worker and provider together let a buyer approve a payment', async () => {
  const orderId = createId('ord');
  const port = await freePort();
  const server = startProcess('main.ts', port);
  startProcess('worker.ts');
  fixture.sandbox.forwardWebhooksTo(`http://127.0.0.1:${port}/webhooks/sandbox`);
  await waitFor(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok);
  // Twice, because a poll left open by the worker of another test may take one.
  const asked = ordersSends.payment(orderId, 'tok_requires_action');
  await messaging.send(asked);
  await messaging.send(asked);
  const { actionUrl } = await waitFor(async () => {
    const payment = await fixture.payment(orderId);
    return payment.actionUrl ? payment : null;
  });
  await actAsBuyer(actionUrl!, 'approve');
  await waitFor(async () => (await fixture.payment(orderId)).status === 'AUTHORIZED');
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  expect(await end(server, 'SIGTERM')).toBe(0);
});
