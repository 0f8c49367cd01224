import type { EventEnvelope } from '@souk/shared/events/define-event';
import { type Queryable, row } from '@souk/shared/sql';
import type { Payment } from './payment.entity.ts';
import { type PaymentRow, toPayment } from './payment-row.ts';

/** Name of this consumer in the inbox. */
export const consumer = 'payments';

const noted =
  'first AS (INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id)';

/**
 * Notes in the inbox that an event is handled in this transaction, and keeps others from asking for or giving up its
 * order's payment until the transaction ends. As `handleOnce` does, in one statement with the lock.
 *
 * @returns false for an event that was handled before
 */
export async function claimOrder(tx: Queryable, event: EventEnvelope, orderId: string): Promise<boolean> {
  const claimed = await row(
    tx,
    `WITH ${noted} SELECT pg_advisory_xact_lock(hashtextextended($3, 0)) FROM first`,
    [consumer, event.id, orderId],
  );
  return claimed !== null;
}

/**
 * Notes in the inbox that an event is handled in this transaction, and locks and reads its order's payment.
 *
 * @returns null for an event that was handled before, or an order without a payment; the note tells which
 */
export async function claimPayment(
  tx: Queryable,
  event: EventEnvelope,
  orderId: string,
): Promise<Payment | null> {
  const claimed = await row<PaymentRow>(
    tx,
    `WITH ${noted} SELECT p.* FROM first CROSS JOIN payments p WHERE p.order_id = $3 FOR UPDATE OF p`,
    [consumer, event.id, orderId],
  );
  return claimed && toPayment(claimed);
}
