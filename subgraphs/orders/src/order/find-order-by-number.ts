import { type Queryable, row } from '@souk/shared/sql';
import { findOrder } from './order.repository.ts';
import { readOrderNumber } from './order-number.ts';
import { notesForBuyer, type OrderView } from './order-view.ts';

/** Wrong addresses that a number takes before it stops answering, and for how long it counts them. */
const allowedFailures = 10;
const windowMs = 15 * 60_000;

/**
 * An order for somebody who knows its number and the e-mail address given at checkout. A wrong number, a wrong address
 * and a number that was tried too often all get the same answer: null.
 */
export async function findOrderByNumber(
  db: Queryable,
  { number: typed, email }: { readonly number: string; readonly email: string },
  now: Date,
): Promise<OrderView | null> {
  const number = readOrderNumber(typed);
  if (!number) return null;
  const windowStart = new Date(Math.floor(now.getTime() / windowMs) * windowMs);
  const found = await row<{ id: string | null; email: string | null; failures: number }>(
    db,
    `SELECT o.id, o.email, coalesce(f.failures, 0) AS failures
     FROM (SELECT $1::text AS number) AS asked
     LEFT JOIN orders o ON o.number = asked.number
     LEFT JOIN order_lookup_failures f ON f.number = asked.number AND f.window_start = $2`,
    [number, windowStart],
  );
  const isRight = found?.id != null && sameAddress(found.email, email);
  if (!isRight) {
    await db.query(
      `INSERT INTO order_lookup_failures (number, window_start, failures) VALUES ($1, $2, 1)
       ON CONFLICT (number, window_start) DO UPDATE SET failures = order_lookup_failures.failures + 1`,
      [number, windowStart],
    );
    return null;
  }
  if (found.failures >= allowedFailures) return null;
  const order = await findOrder(db, found.id!);
  return order && { ...order, notes: notesForBuyer(order), role: 'LOOKUP' };
}

/** Forgets failures that no window counts any more. */
export async function forgetLookupFailures(db: Queryable, now: Date): Promise<void> {
  await db.query('DELETE FROM order_lookup_failures WHERE window_start < $1', [
    new Date(now.getTime() - windowMs),
  ]);
}

function sameAddress(known: string | null, given: string): boolean {
  return known !== null && known.toLowerCase() === given.trim().toLowerCase();
}
