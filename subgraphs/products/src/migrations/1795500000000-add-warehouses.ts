import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several warehouses: the order in which they are taken from, transfers between them, and when stock counts as low. */
export class AddWarehouses1795500000000 implements MigrationInterface {
  name = 'AddWarehouses1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE variants DROP COLUMN low_stock_threshold');
    await runner.query('ALTER TABLE warehouses DROP COLUMN priority');
    await runner.query('DROP INDEX stock_movements_restocked');
    await runner.query(
      `CREATE UNIQUE INDEX stock_movements_restocked ON stock_movements (reference, variant_id) WHERE kind = 'RESTOCKED'`,
    );
    await runner.query('ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check');
    await runner.query(
      `ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check CHECK (kind IN (${kinds}))`,
    );
  }
}

const kinds = `'INITIAL', 'RECEIVED', 'COUNTED', 'DAMAGED', 'RETURNED', 'CORRECTION', 'SOLD', 'UNSOLD', 'RESTOCKED'`;

const statements = [
  'ALTER TABLE warehouses ADD COLUMN priority int NOT NULL DEFAULT 0',
  'ALTER TABLE variants ADD COLUMN low_stock_threshold int CHECK (low_stock_threshold >= 0)',
  'ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check',
  `ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check CHECK (kind IN (${kinds}, 'TRANSFERRED'))`,
  // What comes back from an order may go to several warehouses.
  'DROP INDEX stock_movements_restocked',
  `CREATE UNIQUE INDEX stock_movements_restocked ON stock_movements (reference, variant_id, warehouse_id)
     WHERE kind = 'RESTOCKED'`,
];
