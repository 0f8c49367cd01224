import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Warehouses that are given up: they stay for the ledger's sake, but nothing comes into them. */
export class CloseWarehouses1795800000000 implements MigrationInterface {
  name = 'CloseWarehouses1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE warehouses ADD COLUMN active boolean NOT NULL DEFAULT true');
    await runner.query(
      `ALTER TABLE warehouses ADD CONSTRAINT warehouses_main_active CHECK (active OR id <> 'wh_default')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE warehouses DROP COLUMN active');
  }
}
