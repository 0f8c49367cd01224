import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Flash sales: units of one variant at a price of their own, for a time. The units set aside are held like those of an
 * order: the sale has a row in `reservations` under its own id. `remaining` are those that nobody has a place for.
 */
export class CreateFlashSales1795400000000 implements MigrationInterface {
  name = 'CreateFlashSales1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE flash_sale_places, flash_sales');
  }
}

const statements = [
  `CREATE TABLE flash_sales (
     id text COLLATE "C" PRIMARY KEY,
     variant_id text COLLATE "C" NOT NULL REFERENCES variants,
     seller_id text COLLATE "C",
     price_minor bigint NOT NULL CHECK (price_minor > 0),
     currency text NOT NULL,
     starts_at timestamptz(3) NOT NULL,
     ends_at timestamptz(3) NOT NULL CHECK (ends_at > starts_at),
     allocation int NOT NULL CHECK (allocation > 0),
     remaining int NOT NULL CHECK (remaining BETWEEN 0 AND allocation),
     limit_per_buyer int NOT NULL CHECK (limit_per_buyer > 0),
     hold_seconds int NOT NULL CHECK (hold_seconds > 0),
     waiting_limit int NOT NULL CHECK (waiting_limit >= 0),
     closed_at timestamptz(3),
     version int NOT NULL DEFAULT 1,
     created_at timestamptz(3) NOT NULL
   ) WITH (fillfactor = 50)`,
  'CREATE INDEX flash_sales_variant ON flash_sales (variant_id, ends_at)',
  'CREATE INDEX flash_sales_open ON flash_sales (ends_at) WHERE closed_at IS NULL',
  `CREATE TABLE flash_sale_places (
     id text COLLATE "C" PRIMARY KEY,
     sale_id text COLLATE "C" NOT NULL REFERENCES flash_sales,
     buyer_id text COLLATE "C" NOT NULL,
     idempotency_key text NOT NULL,
     quantity int NOT NULL CHECK (quantity > 0),
     state text COLLATE "C" NOT NULL
       CHECK (state IN ('WAITING', 'HELD', 'ORDERED', 'EXPIRED', 'RELEASED', 'REFUSED', 'LEFT')),
     number bigint GENERATED ALWAYS AS IDENTITY,
     hold_expires_at timestamptz(3),
     order_id text COLLATE "C",
     version int NOT NULL DEFAULT 1,
     created_at timestamptz(3) NOT NULL,
     UNIQUE (sale_id, buyer_id, idempotency_key),
     CHECK ((state IN ('ORDERED', 'RELEASED')) = (order_id IS NOT NULL))
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX flash_sale_places_waiting ON flash_sale_places (sale_id, number) WHERE state = 'WAITING'`,
  `CREATE INDEX flash_sale_places_held ON flash_sale_places (sale_id, hold_expires_at) WHERE state = 'HELD'`,
  'CREATE INDEX flash_sale_places_order ON flash_sale_places (order_id) WHERE order_id IS NOT NULL',
];
