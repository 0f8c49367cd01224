import { mkdtempSync } from 'node:fs';
import { startPostgres } from '../../../infra/local/src/postgres.ts';
import pg from 'pg';
import { createDataSource, migrate } from '@souk/shared/data-source';
import { database } from '../src/data-source.ts';
import { readDeliveries } from '../src/delivery/delivery.repository.ts';
const port = 21000 + Math.floor(Math.random() * 2000);
const server = await startPostgres({ dataDir: mkdtempSync('/tmp/asyncprof/pg-'), port, durable: false });
const admin = new pg.Client({ connectionString: server.url('postgres') }); await admin.connect(); await admin.query('CREATE DATABASE t'); await admin.end();
const ds = createDataSource({ url: server.url('t'), poolSize: 4, applicationName: 't', ...database });
await ds.initialize(); await migrate(ds);
for (let from = 1; from <= 400000; from += 50000) await ds.query(`INSERT INTO deliveries (id, event_id, channel, recipient, topic, status, attempts, due_at, created_at, sent_at) SELECT 'dlv_' || lpad(g::text, 10, '0'), 'evt_' || g, CASE g % 2 WHEN 0 THEN 'EMAIL' ELSE 'IN_APP' END, CASE g % 2 WHEN 0 THEN 'buyer' || (g / 3) || '@example.com' ELSE 'gst_01m7yt9nz8eexrd1rv' || (g / 3) END, 'OrderConfirmed', 'SENT', 1, now(), now(), now() FROM generate_series(${from}, ${from + 49999}) g`);
await ds.query(`INSERT INTO addresses SELECT DISTINCT recipient FROM deliveries WHERE channel <> 'IN_APP' ON CONFLICT DO NOTHING`);
await ds.query('ANALYZE');
const page = { direction: 'forward', limit: 20, position: null };
for (const recipient of ['buyer12345', 'buyer1234', 'example.com', 'nobody@x', 'er', 'gst_01m7yt9nz8eexrd1rv12345', 'Buyer199999@example.com']) {
  for (let i = 0; i < 2; i++) { const t = performance.now(); const found = await readDeliveries(ds.manager, page, { recipient }); if (i) console.log(recipient.padEnd(30), found.length, (performance.now() - t).toFixed(1), 'ms'); }
}
console.log((await ds.query(`EXPLAIN ANALYZE SELECT * FROM deliveries d WHERE d.recipient IN (SELECT address FROM addresses WHERE address ILIKE '%example.com%') ORDER BY d.id DESC LIMIT 21`)).map((r) => r['QUERY PLAN']).join('\n'));
console.log((await ds.query(`EXPLAIN ANALYZE SELECT * FROM deliveries d WHERE d.recipient IN (SELECT address FROM addresses WHERE address ILIKE '%buyer1234%') ORDER BY d.id DESC LIMIT 21`)).map((r) => r['QUERY PLAN']).join('\n'));
await ds.destroy(); await server.stop();
