import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@souk/local/ports';
import { startPostgres } from '@souk/local/postgres';
import { isAlive } from '@souk/local/process-identity';
import { startProcess } from '../gateway/process.ts';
import { watchedPostgres } from '../measure/database-work.ts';
import { readCount, readRows } from '../system/database.ts';
import type { Contender } from './contender.ts';
import { buyFromVendure, createVendureApi } from './vendure-buyer.ts';

const peerDir = join(import.meta.dirname, 'peer');
const scarceVariantId = '7';

/**
 * Runs Vendure, a server and a worker as its authors deploy it, on the same PostgreSQL with the same settings as ours has, and
 * ends it with the work. Installs it with npm when that was not done yet.
 *
 * @param variants in its catalogue, ten a product
 */
export async function withVendure<Result>(
  { variants, connections }: { variants: number; connections: number },
  work: (contender: Contender) => Promise<Result>,
): Promise<Result> {
  installPeer();
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-bench-vendure-'));
  const postgres = await startPostgres({ dataDir, port: await freePort(), settings: watchedPostgres });
  const pids = [postgres.pid];
  // PostgreSQL's signal for an immediate stop; the others end by it too.
  const killAll = (): void => {
    for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  };
  process.once('exit', killAll);
  const stops: (() => Promise<void>)[] = [
    async () => rmSync(dataDir, { recursive: true, force: true }),
    () => postgres.stop(),
    async () => void process.off('exit', killAll),
  ];
  try {
    await postgres.createDatabases(['vendure']);
    const databaseUrl = postgres.url('vendure');
    const adminPassword = randomUUID();
    const environment = async (): Promise<Record<string, string>> => ({
      NODE_ENV: 'production',
      VENDURE_DISABLE_TELEMETRY: 'true',
      DATABASE_URL: databaseUrl,
      ADMIN_PASSWORD: adminPassword,
      PORT: String(await freePort()),
    });
    execFileSync(process.execPath, [join(peerDir, 'fill.mjs'), String(variants / 10)], {
      ...{ cwd: peerDir, stdio: ['ignore', 'ignore', 'inherit'] },
      env: { ...process.env, ...(await environment()) },
    });
    // The importer has left a job for each variant; the index is built as a whole below.
    await readRows(databaseUrl, 'DELETE FROM job_record');

    const env = await environment();
    const server = startProcess(process.execPath, [join(peerDir, 'server.mjs')], env);
    stops.push(() => server.stop());
    const worker = startProcess(process.execPath, [join(peerDir, 'worker.mjs')], await environment());
    stops.push(() => worker.stop());
    pids.push(server.pid, worker.pid);
    const origin = `http://127.0.0.1:${env.PORT}`;
    const shop = createVendureApi(`${origin}/shop-api`, connections);
    stops.push(() => shop.close());
    await until('Vendure answers', async () => {
      try {
        await shop.request('{ activeChannel { id } }', {});
        return true;
      } catch {
        return false;
      }
    });
    const settle = (): Promise<void> =>
      until('Vendure has done its jobs', async () => {
        const jobs = await readCount(
          databaseUrl,
          `SELECT count(*) AS count FROM job_record WHERE state IN ('PENDING', 'RUNNING', 'RETRYING')`,
        );
        return jobs === 0;
      });
    await buildIndex(`${origin}/admin-api`, adminPassword);
    await settle();
    await readRows(databaseUrl, 'VACUUM (ANALYZE)');

    return await work({
      name: 'Vendure',
      databaseUrl: postgres.url('postgres'),
      pids: () => ({ server: server.pid, worker: worker.pid, postgres: postgres.pid }),
      checkOut: (latencies, variantId = String(1 + Math.floor(Math.random() * variants))) =>
        buyFromVendure(shop, latencies, variantId),
      settle,
      paidOrders: () =>
        readCount(databaseUrl, `SELECT count(*) AS count FROM "order" WHERE state = 'PaymentSettled'`),
      async makeScarce(units) {
        await readRows(
          databaseUrl,
          `UPDATE stock_level SET "stockOnHand" = $1, "stockAllocated" = 0 WHERE "productVariantId" = $2`,
          [units, scarceVariantId],
        );
        return scarceVariantId;
      },
      paidUnits: (variantId) =>
        readCount(
          databaseUrl,
          `SELECT coalesce(sum(l.quantity), 0) AS count FROM order_line l JOIN "order" o ON o.id = l."orderId"
           WHERE o.state = 'PaymentSettled' AND l."productVariantId" = $1`,
          [variantId],
        ),
    });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function installPeer(): void {
  if (existsSync(join(peerDir, 'node_modules/.package-lock.json'))) return;
  process.stdout.write('installing Vendure with npm (about 150 MB, once)\n');
  execFileSync('npm', ['ci'], { cwd: peerDir, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function buildIndex(adminUrl: string, password: string): Promise<void> {
  const admin = createVendureApi(adminUrl, 1);
  const { token } = await admin.request(
    'mutation ($password: String!) { login(username: "superadmin", password: $password) { __typename } }',
    { password },
  );
  await admin.request('mutation { reindex { id } }', {}, token);
  await admin.close();
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within two minutes`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
