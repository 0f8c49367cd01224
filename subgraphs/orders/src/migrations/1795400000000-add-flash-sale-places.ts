import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines whose units come from a buyer's place in a flash sale. */
export class AddFlashSalePlaces1795400000000 implements MigrationInterface {
  name = 'AddFlashSalePlaces1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_lines ADD COLUMN place_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_lines DROP COLUMN place_id');
  }
}
