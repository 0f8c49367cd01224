import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE payments
     ADD COLUMN dispute_lost_minor bigint NOT NULL DEFAULT 0 CHECK (dispute_lost_minor >= 0),
     ADD COLUMN disputed boolean NOT NULL DEFAULT false,
     ADD COLUMN saved_method_id text,
     ADD COLUMN revision int NOT NULL DEFAULT 0`,
  // Most columns change several times within a second: room in the page keeps those changes off the indexes.
  'ALTER TABLE payments SET (fillfactor = 70)',
  'CREATE INDEX payments_capture ON payments (provider, provider_capture_id) WHERE provider_capture_id IS NOT NULL',
  'CREATE INDEX payments_customer ON payments (customer_id, id DESC) WHERE customer_id IS NOT NULL',
  `CREATE TABLE saved_methods (
     id text COLLATE "C" PRIMARY KEY,
     customer_id text NOT NULL,
     provider text NOT NULL,
     status text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'REMOVED')),
     provider_customer_id text,
     provider_method_id text NOT NULL,
     brand text,
     last4 text CHECK (last4 ~ '^[0-9]{4}$'),
     expiry_month smallint,
     expiry_year smallint,
     consented_at timestamptz NOT NULL,
     removed_at timestamptz,
     forgotten_at timestamptz
   )`,
  'CREATE INDEX saved_methods_customer ON saved_methods (customer_id, id)',
  `CREATE UNIQUE INDEX saved_methods_active ON saved_methods (provider, provider_method_id) WHERE status = 'ACTIVE'`,
  `CREATE INDEX saved_methods_to_forget ON saved_methods (removed_at)
     WHERE status = 'REMOVED' AND forgotten_at IS NULL`,
  `CREATE TABLE disputes (
     id text COLLATE "C" PRIMARY KEY,
     payment_id text COLLATE "C" NOT NULL REFERENCES payments (id),
     provider text NOT NULL,
     provider_dispute_id text NOT NULL,
     status text NOT NULL CHECK (status IN ('OPEN', 'WON', 'LOST')),
     reason text NOT NULL,
     amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
     respond_by timestamptz,
     opened_at timestamptz NOT NULL,
     closed_at timestamptz,
     UNIQUE (provider, provider_dispute_id)
   )`,
  'CREATE INDEX disputes_payment ON disputes (payment_id, id)',
  `CREATE INDEX disputes_open ON disputes (opened_at) WHERE status = 'OPEN'`,
];

const down = [
  'DROP TABLE disputes, saved_methods',
  'DROP INDEX payments_capture, payments_customer',
  'ALTER TABLE payments RESET (fillfactor)',
  `ALTER TABLE payments DROP COLUMN dispute_lost_minor, DROP COLUMN disputed, DROP COLUMN saved_method_id,
     DROP COLUMN revision`,
];

export class AddMethodsAndDisputes1764300000000 implements MigrationInterface {
  readonly name = 'AddMethodsAndDisputes1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
