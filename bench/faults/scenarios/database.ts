import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { FaultShop } from '../fault-shop.ts';
import { pause, type Scenario, until } from '../scenario.ts';
import { killAndAwait } from './kill-processes.ts';

/** F2: PostgreSQL stops at once and starts again; single connections' processes are killed. */
export const stopDatabase: Scenario = {
  id: 'F2',
  what: 'PostgreSQL: immediate stop, then kill -9 of one backend',
  async inject(shop) {
    await pause(2);
    await killAndAwait(shop, 'postgres', 'SIGQUIT');
    await pause(2);
    const client = await connect(shop, 'orders');
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = 'souk_orders' AND pid <> pg_backend_pid() LIMIT 1`,
    );
    process.kill(rows[0]!.pid, 'SIGKILL');
    // PostgreSQL ends all other backends and recovers when one of them is killed.
    await client.end().catch(() => undefined);
    await until('PostgreSQL is back', () => answers(shop));
    return { faults: 2 };
  },
};

/** F2b: strangers hold all connections that are left. */
export const exhaustConnections: Scenario = {
  id: 'F2b',
  what: 'max_connections exhausted',
  async inject(shop, seconds) {
    const held: pg.Client[] = [];
    for (let refused = false; !refused && held.length < 400; ) {
      await connect(shop, 'analytics').then(
        (client) => held.push(client),
        () => {
          refused = true;
        },
      );
    }
    await pause(seconds);
    await Promise.all(held.map((client) => client.end().catch(() => undefined)));
    return { faults: 1 };
  },
};

/** F2c: the file system under the orders' log is full. Needs root on Linux, for a small file system of its own. */
export const fillDisk: Scenario = {
  id: 'F2c',
  what: 'disk full under the log of orders',
  async inject(shop, seconds) {
    const folder = mkdtempSync(join(tmpdir(), 'souk-full-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=777', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      rmSync(folder, { recursive: true });
      return { faults: 0, left: 'no file system could be mounted here (needs root)' };
    }
    const client = await connect(shop, 'orders');
    try {
      execFileSync('mkdir', ['-m', '777', join(folder, 'space')]);
      chownToPostgres(shop, join(folder, 'space'));
      await client.query(`CREATE TABLESPACE small LOCATION '${join(folder, 'space')}'`);
      await client.query('ALTER TABLE order_events SET TABLESPACE small');
      const filler = join(folder, 'filler');
      try {
        writeFileSync(filler, Buffer.alloc(64 * 1024 * 1024));
      } catch {
        // Full, as intended.
      }
      await pause(seconds);
      rmSync(filler);
      await pause(1);
      await client.query('ALTER TABLE order_events SET TABLESPACE pg_default');
      await client.query('DROP TABLESPACE small');
      return { faults: 1 };
    } finally {
      await client.end();
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function chownToPostgres(shop: FaultShop, folder: string): void {
  const { pid } = shop
    .souk()
    .processes()
    .find(({ name }) => name === 'postgres')!;
  const owner = execFileSync('stat', ['-c', '%u:%g', `/proc/${pid}`], { encoding: 'utf8' }).trim();
  execFileSync('chown', [owner, folder]);
}

async function answers(shop: FaultShop): Promise<boolean> {
  try {
    const client = await connect(shop, 'orders');
    await client.query('SELECT 1');
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** A connection to a subgraph's database that outlives the server's end without taking this process with it. */
export async function connect(shop: FaultShop, subgraph: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: shop.souk().databaseUrl(`souk_${subgraph}`),
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
