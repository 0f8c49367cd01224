import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { demoAccounts, demoPassword } from '@souk/shared/demo-accounts';
import { unpackEvents } from '@souk/shared/event-messages';
import type { EventEnvelope } from '@souk/shared/events/define-event';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from './data-source.ts';

/** The processes as they run in production: own environment, own port, ended by SIGTERM. */
let storage: TestDatabase;
let messaging: TestMessaging;
const running: ChildProcess[] = [];

beforeAll(async () => {
  storage = await createTestDatabase('users', database);
  messaging = await createTestMessaging();
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  messaging.close();
  await storage.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function start(entry: string, environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [`src/${entry}.ts`], {
    cwd: join(import.meta.dirname, '..'),
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.push(child);
  return child;
}

function environment(port: number): Record<string, string> {
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    PORT: String(port),
    DATABASE_URL: storage.url,
    MIGRATE_ON_START: 'true',
    VIEWER_TOKEN_SECRET: testViewerTokenSecret,
    KEY_ENCRYPTION_SECRET: 'a-key-encryption-secret-for-tests-only',
    SNS_TOPIC_ARN: messaging.topicArn,
    SQS_QUEUE_URL: messaging.queueUrl,
    AWS_ENDPOINT_URL: process.env.SOUK_TEST_AWS_ENDPOINT!,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

const isReady = (port: number): Promise<true> =>
  waitFor(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok, {
    what: 'readiness',
    timeoutMs: 25_000,
  });

test('server, worker and demo loader work as processes, and drain on SIGTERM', async () => {
  const [serverPort, workerPort] = [await freePort(), await freePort()];
  const server = start('main', environment(serverPort));
  const worker = start('worker', environment(workerPort));
  await Promise.all([isReady(serverPort), isReady(workerPort)]);

  // Twice: the loader leaves alone what is there.
  for (const child of [start('demo', environment(0)), start('demo', environment(0))]) {
    expect(await ended(child)).toBe(0);
  }
  const { data } = await query(
    serverPort,
    viewers.anonymous(),
    `mutation($input: LoginInput!) { login(input: $input) { user { id roles addresses { city isDefault } } } }`,
    { input: { email: demoAccounts.shopper.email, password: demoPassword } },
  );
  expect(data.login.user).toEqual({
    id: demoAccounts.shopper.id,
    roles: ['CUSTOMER'],
    addresses: [{ city: 'Berlin', isDefault: true }],
  });

  const subjects: string[] = [];
  await waitFor(
    async () => {
      for (const { Body } of await messaging.receive()) {
        for (const event of unpackEvents(Body!)) subjects.push((event as EventEnvelope).subject);
      }
      return subjects.length >= 3;
    },
    { what: 'the events of the demo accounts' },
  );
  expect(subjects.sort()).toEqual(
    Object.values(demoAccounts)
      .map(({ id }) => id)
      .sort(),
  );

  server.kill('SIGTERM');
  worker.kill('SIGTERM');
  expect(await Promise.all([ended(server), ended(worker)])).toEqual([0, 0]);
});

test('a server without its secrets says which are missing, and does not start', async () => {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { PORT: '0', DATABASE_URL: storage.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  expect(await ended(child)).toBe(78);
  expect(output).toContain('VIEWER_TOKEN_SECRET');
  expect(output).toContain('KEY_ENCRYPTION_SECRET');
});
