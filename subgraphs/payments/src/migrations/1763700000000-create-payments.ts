import { createIdempotencyKeysSql } from '@souk/shared/idempotency';
import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  ...createOutboxSql,
  createInboxSql,
  createIdempotencyKeysSql,
  `CREATE TABLE payments (
     id text COLLATE "C" PRIMARY KEY,
     order_id text COLLATE "C" NOT NULL UNIQUE,
     order_number text NOT NULL,
     customer_id text,
     guest_id text,
     email text NOT NULL,
     provider text NOT NULL,
     provider_payment_id text,
     provider_authorisation_id text,
     provider_capture_id text,
     status text NOT NULL CHECK (status IN ('PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'DECLINED',
       'VOIDED', 'PARTIALLY_REFUNDED', 'REFUNDED')),
     amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
     captured_minor bigint NOT NULL DEFAULT 0,
     refund_reserved_minor bigint NOT NULL DEFAULT 0,
     refunded_minor bigint NOT NULL DEFAULT 0,
     currency char(3) NOT NULL,
     payment_token text,
     return_url text NOT NULL,
     decline_code text,
     capture_failure_code text,
     action_url text,
     action_expires_at timestamptz,
     buyer_approved boolean NOT NULL DEFAULT false,
     capture_requested boolean NOT NULL DEFAULT false,
     void_reason text,
     unresolved_operation text,
     refresh_at timestamptz,
     lease_token text,
     leased_until timestamptz,
     fruitless_calls int NOT NULL DEFAULT 0,
     due_at timestamptz,
     correlation_id text,
     version int NOT NULL DEFAULT 0,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK (0 <= refunded_minor AND refunded_minor <= refund_reserved_minor
       AND refund_reserved_minor <= captured_minor AND captured_minor <= amount_minor)
   )`,
  'CREATE UNIQUE INDEX payments_provider_id ON payments (provider, provider_payment_id)',
  'CREATE INDEX payments_due ON payments (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX payments_updated ON payments (provider, updated_at, id)',
  `CREATE TABLE early_voids (
     order_id text COLLATE "C" PRIMARY KEY,
     reason text NOT NULL,
     requested_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE refunds (
     id text COLLATE "C" PRIMARY KEY,
     payment_id text COLLATE "C" NOT NULL REFERENCES payments (id),
     status text NOT NULL CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED')),
     amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
     reason text,
     return_id text,
     request_key text NOT NULL,
     requested_by text,
     provider_refund_id text,
     failure_code text,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     UNIQUE (payment_id, request_key)
   )`,
  `CREATE TABLE payment_attempts (
     id text COLLATE "C" PRIMARY KEY,
     payment_id text COLLATE "C" NOT NULL REFERENCES payments (id),
     operation text NOT NULL,
     idempotency_key text NOT NULL,
     outcome text,
     detail text,
     sent_at timestamptz NOT NULL,
     answered_at timestamptz
   )`,
  'CREATE INDEX payment_attempts_payment ON payment_attempts (payment_id, id)',
  `CREATE TABLE webhook_events (
     provider text NOT NULL,
     event_id text NOT NULL,
     type text NOT NULL,
     provider_payment_id text NOT NULL,
     payment_id text,
     effect text NOT NULL,
     received_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (provider, event_id)
   )`,
  'CREATE INDEX webhook_events_received ON webhook_events (received_at)',
  `CREATE TABLE reconciliation_reports (
     id text COLLATE "C" PRIMARY KEY,
     provider text NOT NULL,
     since timestamptz NOT NULL,
     until timestamptz NOT NULL,
     compared int NOT NULL,
     differences jsonb NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  'CREATE INDEX reconciliation_reports_latest ON reconciliation_reports (provider, until DESC)',
];

export class CreatePayments1763700000000 implements MigrationInterface {
  readonly name = 'CreatePayments1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE reconciliation_reports, webhook_events, payment_attempts, refunds, early_voids, payments,
         idempotency_keys, inbox, outbox, outbox_lanes, outbox_relays`,
    );
  }
}
