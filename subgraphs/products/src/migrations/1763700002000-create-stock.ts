import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stock per variant and warehouse. What is there is `available` (to be had) plus `reserved` (held for orders); `sold`
 * is what went out to orders and did not come back. The ledger of movements is append-only.
 */
export class CreateStock1763700002000 implements MigrationInterface {
  name = 'CreateStock1763700002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reservation_lines, reservations, stock_movements, stock, warehouses');
    await runner.query('DROP FUNCTION refuse_change');
  }
}

const statements = [
  `CREATE TABLE warehouses (
     id text COLLATE "C" PRIMARY KEY,
     name text NOT NULL
   )`,
  `CREATE TABLE stock (
     variant_id text COLLATE "C" NOT NULL REFERENCES variants,
     warehouse_id text COLLATE "C" NOT NULL REFERENCES warehouses,
     available int NOT NULL DEFAULT 0 CHECK (available >= 0),
     reserved int NOT NULL DEFAULT 0 CHECK (reserved >= 0),
     sold int NOT NULL DEFAULT 0 CHECK (sold >= 0),
     version int NOT NULL DEFAULT 1,
     updated_at timestamptz(3) NOT NULL,
     PRIMARY KEY (variant_id, warehouse_id)
   ) WITH (fillfactor = 50)`,
  `CREATE TABLE stock_movements (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     variant_id text COLLATE "C" NOT NULL,
     warehouse_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL CHECK (kind IN ('INITIAL', 'RECEIVED', 'COUNTED', 'DAMAGED', 'RETURNED', 'CORRECTION',
       'SOLD', 'UNSOLD', 'RESTOCKED')),
     delta int NOT NULL,
     reference text COLLATE "C",
     actor_id text COLLATE "C",
     at timestamptz(3) NOT NULL
   )`,
  'CREATE INDEX stock_movements_variant ON stock_movements (variant_id, at)',
  `CREATE UNIQUE INDEX stock_movements_restocked ON stock_movements (reference, variant_id)
     WHERE kind = 'RESTOCKED'`,
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  `CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE reservations (
     order_id text COLLATE "C" PRIMARY KEY,
     id text COLLATE "C" NOT NULL,
     state text COLLATE "C" NOT NULL CHECK (state IN ('HELD', 'COMMITTED', 'EXPIRED', 'RELEASED', 'REJECTED')),
     release_reason text COLLATE "C" CHECK (release_reason IN ('EXPIRED', 'REQUESTED')),
     rejection jsonb,
     expires_at timestamptz(3) NOT NULL,
     version int NOT NULL DEFAULT 1,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL,
     CHECK ((state = 'REJECTED') = (rejection IS NOT NULL)),
     CHECK ((state IN ('EXPIRED', 'RELEASED')) = (release_reason IS NOT NULL))
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX reservations_due ON reservations (expires_at) WHERE state = 'HELD'`,
  `CREATE TABLE reservation_lines (
     order_id text COLLATE "C" NOT NULL REFERENCES reservations,
     variant_id text COLLATE "C" NOT NULL,
     warehouse_id text COLLATE "C" NOT NULL,
     quantity int NOT NULL CHECK (quantity > 0),
     PRIMARY KEY (order_id, variant_id, warehouse_id)
   )`,
  'CREATE INDEX reservation_lines_variant ON reservation_lines (variant_id)',
];
