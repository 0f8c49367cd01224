import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE order_states ADD COLUMN notes jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE order_states ADD COLUMN cancellations jsonb NOT NULL DEFAULT '[]'`,
  // Null in orders from before invoices told the rate.
  'ALTER TABLE order_lines ADD COLUMN tax_rate_basis_points int',
  // Sagas whose neighbour does not answer, for operators.
  `CREATE INDEX order_sagas_stuck ON order_sagas (order_id DESC) WHERE attempts >= 3 AND deadline_at IS NOT NULL`,
  // The log is written in the order of time: a summary of its ranges is enough to find what was written lately.
  `CREATE INDEX order_events_by_time ON order_events USING brin (occurred_at)
   WITH (pages_per_range = 32, autosummarize = on)`,
  'CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)',
  // When an open cart is looked at to see whether it was left alone. A change to the cart sets it only where it is not
  // set, so that most changes touch no index; whoever looks moves it on.
  'ALTER TABLE carts ADD COLUMN idle_check_at timestamptz',
  'CREATE INDEX carts_by_idle_check ON carts (idle_check_at) WHERE idle_check_at IS NOT NULL',
];

const down = [
  'ALTER TABLE carts DROP COLUMN idle_check_at',
  'DROP INDEX idempotency_keys_by_age',
  'DROP INDEX order_events_by_time',
  'DROP INDEX order_sagas_stuck',
  'ALTER TABLE order_lines DROP COLUMN tax_rate_basis_points',
  'ALTER TABLE order_states DROP COLUMN cancellations',
  'ALTER TABLE order_states DROP COLUMN notes',
];

/** Notes, cancelled lines, abandoned carts, and what operators and housekeeping look for. */
export class GrowOrders1795300001000 implements MigrationInterface {
  readonly name = 'GrowOrders1795300001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
