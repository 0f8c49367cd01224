import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createArchivePartitions } from '../archive/archive.repository.ts';

export class CreateAnalytics1763700000000 implements MigrationInterface {
  readonly name = 'CreateAnalytics1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...createOutboxSql, createInboxSql, ...createTables])
      await runner.query(statement);
    await createArchivePartitions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE event_archive, sales_days, funnel_days, product_days, notification_days, payment_failure_days,
       inbox, outbox, outbox_lanes, outbox_relays`,
    );
    await runner.query('DROP FUNCTION create_event_archive_partition, refuse_archive_change');
  }
}

const count = 'bigint NOT NULL DEFAULT 0 CHECK';
const key = 'text COLLATE "C" NOT NULL';

const createTables = [
  // Append-only. A month is dropped or moved away as one partition.
  `CREATE TABLE event_archive (
     occurred_at timestamptz NOT NULL,
     event_id ${key},
     type text NOT NULL,
     data jsonb NOT NULL,
     archived_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (occurred_at, event_id)
   ) PARTITION BY RANGE (occurred_at)`,
  'CREATE TABLE event_archive_default PARTITION OF event_archive DEFAULT',
  `CREATE FUNCTION create_event_archive_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
   BEGIN
     EXECUTE format(
       'CREATE TABLE IF NOT EXISTS %I PARTITION OF event_archive FOR VALUES FROM (%L) TO (%L)',
       'event_archive_' || to_char(month, 'YYYY_MM'),
       month::timestamp AT TIME ZONE 'UTC',
       (month + interval '1 month')::timestamp AT TIME ZONE 'UTC'
     );
   EXCEPTION WHEN check_violation THEN
     -- The default partition has events of the month already: they and those to come stay there.
     RAISE WARNING 'no partition for %', month;
   END $$`,
  `CREATE FUNCTION refuse_archive_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'the archive is append-only'; END $$`,
  `CREATE TRIGGER event_archive_append_only BEFORE UPDATE OR DELETE ON event_archive
   FOR EACH ROW EXECUTE FUNCTION refuse_archive_change()`,
  `CREATE TABLE sales_days (
     scope ${key}, currency ${key}, day date NOT NULL,
     orders ${count} (orders >= 0), units ${count} (units >= 0),
     revenue_minor ${count} (revenue_minor >= 0), refunds_minor ${count} (refunds_minor >= 0),
     PRIMARY KEY (scope, currency, day)
   )`,
  `CREATE TABLE funnel_days (
     day date PRIMARY KEY,
     users_registered ${count} (users_registered >= 0), carts_created ${count} (carts_created >= 0),
     orders_placed ${count} (orders_placed >= 0), orders_confirmed ${count} (orders_confirmed >= 0),
     orders_cancelled ${count} (orders_cancelled >= 0), orders_fulfilled ${count} (orders_fulfilled >= 0),
     orders_delivered ${count} (orders_delivered >= 0), payments_declined ${count} (payments_declined >= 0),
     returns_requested ${count} (returns_requested >= 0), returns_received ${count} (returns_received >= 0),
     reviews_published ${count} (reviews_published >= 0)
   )`,
  `CREATE TABLE product_days (
     currency ${key}, day date NOT NULL, product_id ${key}, seller_id ${key},
     units ${count} (units >= 0), revenue_minor ${count} (revenue_minor >= 0),
     PRIMARY KEY (currency, day, product_id, seller_id)
   )`,
  'CREATE INDEX product_days_of_seller ON product_days (seller_id, currency, day)',
  `CREATE TABLE notification_days (
     day date NOT NULL, channel ${key}, topic ${key},
     sent ${count} (sent >= 0), failed ${count} (failed >= 0),
     PRIMARY KEY (day, channel, topic)
   )`,
  `CREATE TABLE payment_failure_days (
     day date NOT NULL, provider ${key}, decline_code ${key},
     declined ${count} (declined >= 0),
     PRIMARY KEY (day, provider, decline_code)
   )`,
];
