import { rmSync } from 'node:fs';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { waitFor } from '@souk/shared/testing/wait-for';
import pg from 'pg';
import { LOCAL_REGION, localCredentials, queueUrl } from './aws.ts';
import { freePorts, type Ports, subgraphs } from './ports.ts';
import { isAlive } from './process-identity.ts';
import { type Souk, startSouk } from './souk.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

// What stands under the services; the services themselves are started by the journeys through the browser.
const services = [...subgraphs, ...subgraphs.map((name) => `${name}-worker`), 'sandbox', 'gateway', 'web'];

let dataDir: string;
let ports: Ports;
let souk: Souk | undefined;
beforeEach(async () => {
  dataDir = temporaryFolder('souk-system-');
  ports = await freePorts();
});
afterEach(async () => {
  await souk?.stop();
  souk = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Souk> {
  souk = await startSouk({ dataDir, ports, without: services });
  return souk;
}
async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(souk!.databaseUrl('souk_orders'));
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
function pids(): number[] {
  return souk!.processes().map((process) => process.pid!);
}

test('the infrastructure comes up ready for the services, and stopping leaves no process', async () => {
  const { processes, stop } = await start();
  expect(processes().map(({ name, state }) => `${name} ${state}`)).toEqual([
    'postgres ready',
    'aws ready',
    'inbox ready',
  ]);
  const sqs = new SQSClient({
    endpoint: souk!.urls.aws,
    region: LOCAL_REGION,
    credentials: localCredentials,
  });
  for (const name of subgraphs) {
    await sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrl(souk!.urls.aws, name), MessageBody: 'there' }),
    );
  }
  sqs.destroy();
  const before = pids();
  const began = Date.now();
  // Nobody waits for the polls of queues, which take 20 s.
  await stop();
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(before.filter(isAlive)).toEqual([]);
});

test('PostgreSQL comes back after kill -9 with what was committed', async () => {
  await start();
  await query('CREATE TABLE kept AS SELECT 1 AS id');
  souk!.kill('postgres');
  await waitFor(() => souk!.processes()[0]!.restarts === 1);
  await souk!.whenReady('postgres');
  expect(await query('SELECT id FROM kept')).toEqual([{ id: 1 }]);
});

test('a data folder keeps its data and its ports are free again after a stop', async () => {
  await start();
  await query('CREATE TABLE kept AS SELECT 2 AS id');
  await souk!.stop();
  await start();
  expect(await query('SELECT id FROM kept')).toEqual([{ id: 2 }]);
});

test('a busy port stops the start before anything runs', async () => {
  await start();
  const other = temporaryFolder('souk-system-');
  try {
    const second = startSouk({ dataDir: other, ports, without: services });
    await expect(second).rejects.toThrow(/in use by process \d+ .*postgres[\s\S]*SOUK_POSTGRES_PORT/);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
