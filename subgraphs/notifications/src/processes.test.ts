import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from './data-source.ts';
import { type MailSink, startMailSink } from './testing/mail-sink.ts';
import { sampleEvent, sampleOrder } from './testing/sample-events.ts';

let db: TestDatabase;
let messaging: TestMessaging;
let mails: MailSink;
const children: ChildProcess[] = [];
beforeAll(async () => {
  [db, messaging, mails] = await Promise.all([
    createTestDatabase('notifications', database),
    createTestMessaging(),
    startMailSink(),
  ]);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  messaging.close();
  await Promise.all([db.close(), mails.close()]);
});

/** The queue at the endpoint's own address: the host of its URL exists only for clients with an endpoint. */
function queueUrl(): string {
  return new URL(new URL(messaging.queueUrl).pathname, process.env.SOUK_TEST_AWS_ENDPOINT).href;
}

/** Starts an entry point as the launcher does, and collects what it logs. */
function start(entry: string, settings: Record<string, string>): { child: ChildProcess; logged: string[] } {
  const child = spawn(process.execPath, [`src/${entry}`], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: db.url,
      MIGRATE_ON_START: 'true',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: process.env.SOUK_TEST_AWS_ENDPOINT,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const logged: string[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => logged.push(line));
  return { child, logged };
}

test('the worker process mails what its queue brings, and drains on SIGTERM', async () => {
  const { child, logged } = start('worker.ts', {
    SNS_TOPIC_ARN: messaging.topicArn,
    SQS_QUEUE_URL: queueUrl(),
    SMTP_URL: mails.url,
    MAIL_FROM: 'Souk <orders@souk.example>',
    STORE_URL: 'https://souk.example/',
  });
  await waitFor(() => logged.some((line) => line.includes('"ready"')), { timeoutMs: 20_000 });
  await messaging.send(sampleEvent('OrderConfirmed', sampleOrder({ phone: null })));
  const mail = await waitFor(() => mails.received[0]);
  expect(mail.text).toContain('https://souk.example/orders/ord_');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(logged.join('\n')).not.toContain('ada@example.com');
});

test('the server process starts and drains on SIGTERM', async () => {
  const { child, logged } = start('main.ts', { VIEWER_TOKEN_SECRET: 'a-viewer-token-secret-for-tests-only' });
  await waitFor(() => logged.some((line) => line.includes('"ready"')), { timeoutMs: 20_000 });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a process without its settings names them all and ends with code 78', async () => {
  const { child, logged } = start('worker.ts', { DATABASE_URL: '' });
  expect(await once(child, 'exit')).toEqual([78, null]);
  for (const name of ['DATABASE_URL', 'SNS_TOPIC_ARN', 'SMTP_URL', 'MAIL_FROM', 'STORE_URL']) {
    expect(logged.join('\n')).toContain(name);
  }
});
