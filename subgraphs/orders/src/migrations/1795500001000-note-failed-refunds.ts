import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes in the states of orders which returns wait because their refund has failed, as their logs say. */
export class NoteFailedRefunds1795500001000 implements MigrationInterface {
  name = 'NoteFailedRefunds1795500001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE order_states st SET returns = (
        SELECT jsonb_agg(CASE WHEN each->>'id' = ANY (failed.ids) THEN each || '{"refundFailed": true}' ELSE each END
          ORDER BY position)
        FROM jsonb_array_elements(st.returns) WITH ORDINALITY AS r(each, position))
      FROM (
        SELECT r.order_id, array_agg(r.id) AS ids FROM order_returns r WHERE r.status = 'RECEIVED' AND EXISTS (
          SELECT FROM order_events e
          WHERE e.order_id = r.order_id AND e.type = 'PaymentRefundFailed' AND e.data->>'returnId' = r.id)
        GROUP BY 1
      ) AS failed
      WHERE st.order_id = failed.order_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE order_states SET returns = (
        SELECT jsonb_agg(each - 'refundFailed' ORDER BY position)
        FROM jsonb_array_elements(returns) WITH ORDINALITY AS r(each, position))
      WHERE returns @> '[{"refundFailed": true}]'`);
  }
}
