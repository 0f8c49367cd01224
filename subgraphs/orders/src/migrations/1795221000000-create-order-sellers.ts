import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which sellers have lines in which orders: one row for each pair, so that a seller's newest orders come out of the
 * primary key one by one, however many there are.
 */
export class CreateOrderSellers1795221000000 implements MigrationInterface {
  readonly name = 'CreateOrderSellers1795221000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE order_sellers (
      seller_id text COLLATE "C" NOT NULL,
      order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
      PRIMARY KEY (seller_id, order_id)
    )`);
    await runner.query(`INSERT INTO order_sellers (seller_id, order_id)
      SELECT DISTINCT seller_id, order_id FROM order_lines WHERE seller_id IS NOT NULL`);
    await runner.query('DROP INDEX order_lines_by_seller');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX order_lines_by_seller ON order_lines (seller_id, order_id DESC) WHERE seller_id IS NOT NULL',
    );
    await runner.query('DROP TABLE order_sellers');
  }
}
