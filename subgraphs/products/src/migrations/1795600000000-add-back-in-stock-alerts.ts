import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told when a variant that is sold out can be had again. */
export class AddBackInStockAlerts1795600000000 implements MigrationInterface {
  name = 'AddBackInStockAlerts1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE back_in_stock_alerts');
  }
}

const statements = [
  `CREATE TABLE back_in_stock_alerts (
     id text COLLATE "C" PRIMARY KEY,
     variant_id text COLLATE "C" NOT NULL REFERENCES variants ON DELETE CASCADE,
     customer_id text COLLATE "C",
     guest_id text COLLATE "C",
     email text,
     locale text NOT NULL,
     created_at timestamptz NOT NULL,
     CHECK (num_nonnulls(customer_id, guest_id) = 1),
     CHECK ((guest_id IS NULL) = (email IS NULL))
   )`,
  'CREATE UNIQUE INDEX back_in_stock_alerts_of_customer ON back_in_stock_alerts (customer_id, variant_id)',
  'CREATE UNIQUE INDEX back_in_stock_alerts_of_guest ON back_in_stock_alerts (guest_id, variant_id)',
  // One mail per address and variant, whoever asked.
  'CREATE UNIQUE INDEX back_in_stock_alerts_of_email ON back_in_stock_alerts (email, variant_id)',
  'CREATE INDEX back_in_stock_alerts_of_variant ON back_in_stock_alerts (variant_id)',
];
