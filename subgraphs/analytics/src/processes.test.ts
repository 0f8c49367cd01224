import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from './data-source.ts';
import { aggregateRows, sampleAggregates } from './testing/aggregate-rows.ts';
import { sampleDays } from './testing/sample-events.ts';

let db: TestDatabase;
let messaging: TestMessaging;
const children: ChildProcess[] = [];
beforeAll(async () => {
  [db, messaging] = await Promise.all([createTestDatabase('analytics', database), createTestMessaging()]);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  messaging.close();
  await db.close();
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

test('the worker process counts what its queue brings and drains on SIGTERM; the rebuild command agrees with it', async () => {
  const { child, logged } = start('worker.ts', {
    SNS_TOPIC_ARN: messaging.topicArn,
    SQS_QUEUE_URL: queueUrl(),
  });
  await waitFor(() => logged.some((line) => line.includes('"ready"')), { timeoutMs: 20_000 });
  const events = sampleDays();
  for (const event of events) await messaging.send(event);
  await waitFor(async () => {
    const [{ count }] = await db.dataSource.query('SELECT count(*)::int FROM inbox');
    return count === events.length;
  });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);

  await db.dataSource.query('DELETE FROM sales_days');
  const rebuild = start('rebuild.ts', {});
  expect(await once(rebuild.child, 'exit')).toEqual([0, null]);
  expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
});

test('the server process starts and drains on SIGTERM', async () => {
  const { child, logged } = start('main.ts', { VIEWER_TOKEN_SECRET: 'a-viewer-token-secret-for-tests-only' });
  await waitFor(() => logged.some((line) => line.includes('"ready"')), { timeoutMs: 20_000 });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
