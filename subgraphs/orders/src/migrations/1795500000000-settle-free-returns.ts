import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Returns of goods that cost nothing have waited for a refund that nobody asked for. Brings their states up to what their
 * logs say by now.
 */
export class SettleFreeReturns1795500000000 implements MigrationInterface {
  name = 'SettleFreeReturns1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(settleStates);
    await runner.query(settleReturns);
  }

  /** What was settled was never to be paid: nothing is undone. */
  async down(): Promise<void> {}
}

const isFree = `each->>'status' = 'RECEIVED' AND (each->>'refundMinor')::bigint = 0`;

const settleStates = `UPDATE order_states st SET returns = (
    SELECT jsonb_agg(CASE WHEN ${isFree} THEN each || '{"status": "REFUNDED"}' ELSE each END ORDER BY position)
    FROM jsonb_array_elements(st.returns) WITH ORDINALITY AS r(each, position))
  WHERE st.order_id IN (SELECT order_id FROM order_returns WHERE status = 'RECEIVED')
    AND EXISTS (SELECT FROM jsonb_array_elements(st.returns) AS each WHERE ${isFree})`;

const settleReturns = `UPDATE order_returns r SET status = 'REFUNDED'
  FROM order_states st, jsonb_array_elements(st.returns) AS each
  WHERE r.status = 'RECEIVED' AND st.order_id = r.order_id AND each->>'id' = r.id AND each->>'status' = 'REFUNDED'`;
