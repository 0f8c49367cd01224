import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1763700000000 implements MigrationInterface {
  readonly name = 'CreateNotifications1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...createOutboxSql, createInboxSql, ...createTables])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE notifications, deliveries, source_events, inbox, outbox, outbox_lanes, outbox_relays',
    );
  }
}

const createTables = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  // What a message is written from. Kept apart from its deliveries because it goes much earlier than they do.
  `CREATE TABLE source_events (
     id text COLLATE "C" PRIMARY KEY,
     envelope text NOT NULL,
     received_at timestamptz NOT NULL DEFAULT now()
   )`,
  'CREATE INDEX source_events_received ON source_events (received_at)',
  `CREATE TABLE deliveries (
     id text COLLATE "C" PRIMARY KEY,
     event_id text COLLATE "C" NOT NULL,
     channel text NOT NULL CHECK (channel IN ('EMAIL', 'SMS', 'PUSH', 'IN_APP')),
     recipient text NOT NULL CHECK (recipient <> ''),
     topic text NOT NULL,
     order_id text COLLATE "C",
     customer_id text COLLATE "C",
     guest_id text COLLATE "C",
     status text NOT NULL CHECK (status IN ('PENDING', 'SENT', 'FAILED', 'SUPERSEDED')),
     attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
     last_error text,
     due_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL,
     sent_at timestamptz,
     CHECK ((status = 'SENT') = (sent_at IS NOT NULL))
   )`,
  // The claim: no event reaches a recipient twice on a channel.
  'CREATE UNIQUE INDEX deliveries_once ON deliveries (event_id, channel, recipient)',
  `CREATE INDEX deliveries_due ON deliveries (channel, due_at) WHERE status = 'PENDING'`,
  'CREATE INDEX deliveries_of_order ON deliveries (order_id, id)',
  'CREATE INDEX deliveries_of_channel ON deliveries (channel, id)',
  // All but SENT are rare, so this is small.
  `CREATE INDEX deliveries_of_status ON deliveries (status, id) WHERE status <> 'SENT'`,
  'CREATE INDEX deliveries_recipient ON deliveries USING gin (recipient gin_trgm_ops)',
  'ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85)',
  `CREATE TABLE notifications (
     id text COLLATE "C" PRIMARY KEY,
     event_id text COLLATE "C" NOT NULL,
     recipient text COLLATE "C" NOT NULL,
     topic text NOT NULL,
     title text NOT NULL,
     body text NOT NULL,
     link text CHECK (link LIKE '/%'),
     read_at timestamptz,
     created_at timestamptz NOT NULL
   )`,
  'CREATE UNIQUE INDEX notifications_once ON notifications (event_id, recipient)',
  'CREATE INDEX notifications_of_recipient ON notifications (recipient, id)',
  'CREATE INDEX notifications_recent ON notifications (recipient, created_at)',
  'CREATE INDEX notifications_unread ON notifications (recipient) WHERE read_at IS NULL',
];
