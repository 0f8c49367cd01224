import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createId } from '@souk/shared/ids';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { ordersSends, type PaymentFixture, startPaymentFixture } from './testing/payment-fixture.ts';
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

function startWorkerProcess(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts')], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'ignore',
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: process.env.SOUK_TEST_AWS_ENDPOINT,
      PORT: '0',
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
  const first = startWorkerProcess();
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
  const second = startWorkerProcess();
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
