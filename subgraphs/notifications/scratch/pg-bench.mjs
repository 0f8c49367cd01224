import { mkdtempSync } from 'node:fs';
import pg from 'pg';
import { startPostgres } from '../../../infra/local/src/postgres.ts';
import { createDataSource, migrate } from '@souk/shared/data-source';
import { database } from '../src/data-source.ts';
import { claimDeliveries } from '../src/delivery/claim-deliveries.ts';
import { settleDeliveries } from '../src/delivery/delivery.repository.ts';
import { sampleEvent, sampleOrder } from '../src/testing/sample-events.ts';
import { createId } from '@souk/shared/ids';
const port = 21000 + Math.floor(Math.random() * 2000);
const server = await startPostgres({ dataDir: mkdtempSync('/tmp/asyncprof/pg-'), port, durable: false, settings: { shared_preload_libraries: 'pg_stat_statements' } });
const admin = new pg.Client({ connectionString: server.url('postgres') }); await admin.connect();
await admin.query('CREATE EXTENSION pg_stat_statements');
for (const variant of process.argv.slice(2)) {
  await admin.query('DROP DATABASE IF EXISTS t'); await admin.query('CREATE DATABASE t');
  const dataSource = createDataSource({ url: server.url('t'), poolSize: 4, applicationName: 't', ...database });
  await dataSource.initialize(); await migrate(dataSource);
  if (variant === 'nogin') await dataSource.query('DROP INDEX deliveries_of_recipient');
  const room = { leaseSeconds: 60, reserve: () => true, release() {}, take(d) { taken.push(d); } };
  let taken = [];
  const deps = { dataSource, signals: { notify() {}, listen: () => () => {} }, storeUrl: 'http://x', senders: { EMAIL: room } };
  const rounds = 300;
  for (let i = 0; i < rounds; i++) {
    if (i === 50) await admin.query('SELECT pg_stat_statements_reset()');
    const orders = Array.from({ length: 10 }, () => sampleOrder({ email: `${createId('guest')}@example.com`, customerId: null, guestId: createId('gst'), phone: null }));
    await claimDeliveries(deps, orders.map((o) => sampleEvent('OrderPlaced', o)), new Date());
    await claimDeliveries(deps, orders.map((o) => sampleEvent('OrderConfirmed', o)), new Date());
    const t = taken; taken = [];
    await settleDeliveries(dataSource.manager, t.map((delivery) => ({ delivery, outcome: { status: 'SENT' } })));
  }
  const { rows } = await admin.query(`SELECT calls, total_exec_time AS ms, wal_bytes, query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = 't' ORDER BY 2 DESC LIMIT 9`);
  const n = (rounds - 50) * 10;
  console.log(variant, 'total ms/order', (rows.reduce((a, r) => a + r.ms, 0) / n).toFixed(3));
  for (const r of rows) console.log(`  ${(r.ms / n).toFixed(3)} ms/order ${(r.ms / r.calls).toFixed(2)} each, wal ${(r.wal_bytes / n / 1024).toFixed(2)} KB/order  ${r.query.replace(/\s+/g, ' ').slice(0, 90)}`);
  await dataSource.destroy();
}
await admin.end(); await server.stop();
