import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { postgresAccount, postgresDirectory } from './postgres-binaries.ts';
import { waitForExit } from './process-identity.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = temporaryFolder('souk-postgres-test-');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a cluster is created, keeps its databases over a restart and asks for the password', async () => {
  const options = { dataDir, port: await freePort(), password: 'p@ss/word' };
  const first = await startPostgres(options);
  try {
    await first.createDatabases(['souk_users', 'souk_orders']);
    await first.createDatabases(['souk_users', 'souk_orders']);
    await query(first.url('souk_orders'), 'CREATE TABLE kept (id int)');
    await expect(query(first.url('postgres').replace('p%40ss', 'wrong'), 'SELECT 1')).rejects.toThrow(
      /password/,
    );
    expect(await query(first.url('postgres'), 'SHOW synchronous_commit')).toEqual([
      { synchronous_commit: 'on' },
    ]);
    expect(await query(first.url('postgres'), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  } finally {
    await first.stop();
  }
  const second = await startPostgres(options);
  try {
    expect(second.adopted).toBe(false);
    expect(await query(second.url('souk_orders'), 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
  } finally {
    await second.stop();
  }
});

test('a server may be given more settings, but not others than ours', async () => {
  const port = await freePort();
  const settings = { shared_preload_libraries: 'pg_stat_statements', max_connections: '7' };
  const server = await startPostgres({ dataDir, port, durable: false, settings });
  try {
    const shown = await query(server.url('postgres'), 'SHOW shared_preload_libraries');
    expect(shown).toEqual([{ shared_preload_libraries: 'pg_stat_statements' }]);
    expect(await query(server.url('postgres'), 'SHOW max_connections')).toEqual([{ max_connections: '300' }]);
  } finally {
    await server.stop();
  }
});

test('a server that outlived its launcher is adopted with its process id', async () => {
  const options = { dataDir, port: await freePort(), durable: false };
  const first = await startPostgres(options);
  const second = await startPostgres(options);
  try {
    expect({ adopted: second.adopted, pid: second.pid }).toEqual({ adopted: true, pid: first.pid });
  } finally {
    await second.stop();
  }
  await first.exited;
  await second.exited;
});

test('a server left on another port is replaced', async () => {
  const first = await startPostgres({ dataDir, port: await freePort(), durable: false });
  const second = await startPostgres({ dataDir, port: await freePort(), durable: false });
  try {
    expect(second.adopted).toBe(false);
    expect(await waitForExit(first.pid, 0)).toBe(true);
  } finally {
    await second.stop();
  }
});

test('committed rows are there after the server was killed', async () => {
  const options = { dataDir, port: await freePort() };
  const first = await startPostgres(options);
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startPostgres(options);
  try {
    expect(await query(second.url('postgres'), 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  } finally {
    await second.stop();
  }
});

test('a port in use is reported with the reason from the server log', async () => {
  const running = await startPostgres({ dataDir, port: await freePort(), durable: false });
  const other = temporaryFolder('souk-postgres-test-');
  try {
    const start = startPostgres({ dataDir: other, port: running.port, durable: false });
    await expect(start).rejects.toThrow(/did not start[\s\S]*Address already in use/);
  } finally {
    await running.stop();
    rmSync(other, { recursive: true, force: true });
  }
});

test('a data folder under a private home works, for root as well', async () => {
  chmodSync(dataDir, 0o700);
  const options = { dataDir: join(dataDir, 'souk'), port: await freePort(), durable: false };
  mkdirSync(options.dataDir);
  const server = await startPostgres(options);
  try {
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await server.stop();
    rmSync(postgresDirectory(options.dataDir, postgresAccount()), { recursive: true, force: true });
  }
});

test('everything lies in the data folder when that is the only private one', async () => {
  chmodSync(dataDir, 0o700);
  const server = await startPostgres({ dataDir, port: await freePort(), durable: false });
  await server.stop();
  expect(existsSync(join(dataDir, 'postgres/cluster/PG_VERSION'))).toBe(true);
});
