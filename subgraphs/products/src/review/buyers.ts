import type { SoukEvent } from '@souk/shared/events/catalogue';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';

/** Notes who bought what, so that they may review it, and the units sold, to be counted a little later. */
export async function recordPurchases(
  tx: EntityManager,
  events: readonly SoukEvent<'OrderConfirmed'>[],
): Promise<void> {
  const sales = events.flatMap(({ data: { orderId, customerId, lines } }) =>
    lines.map(({ productId, quantity }) => ({ orderId, customerId, productId, quantity })),
  );
  const known = sales.filter((sale) => sale.customerId !== null);
  if (known.length > 0) {
    await tx.query(
      `INSERT INTO verified_buyers (product_id, customer_id, order_id)
       SELECT DISTINCT ON (b.product_id, b.customer_id) b.*
       FROM unnest($1::text[], $2::text[], $3::text[]) AS b (product_id, customer_id, order_id)
       ORDER BY b.product_id, b.customer_id, b.order_id ON CONFLICT DO NOTHING`,
      [
        known.map((sale) => sale.productId),
        known.map((sale) => sale.customerId),
        known.map((sale) => sale.orderId),
      ],
    );
  }
  await tx.query(
    'INSERT INTO uncounted_sales (product_id, quantity) SELECT * FROM unnest($1::text[], $2::int[])',
    [sales.map((sale) => sale.productId), sales.map((sale) => sale.quantity)],
  );
}

/** Adds the sales noted since the last time to the products' counts, each product once however often it sold. */
export async function countSales(deps: TransactionDeps): Promise<void> {
  await inTransaction(deps, async (tx) => {
    await tx.query(
      `WITH counted AS (DELETE FROM uncounted_sales RETURNING product_id, quantity),
       sums AS (SELECT product_id, sum(quantity) AS quantity FROM counted GROUP BY product_id),
       locked AS (
         SELECT p.id FROM products p JOIN sums ON sums.product_id = p.id ORDER BY p.id FOR UPDATE OF p
       )
       UPDATE products p SET sold_count = p.sold_count + sums.quantity
       FROM sums JOIN locked ON locked.id = sums.product_id WHERE p.id = sums.product_id`,
    );
  });
}

/** Keeps the name that a customer's reviews show: first name and initial. An older event than the last changes nothing. */
export async function recordCustomerName(
  tx: EntityManager,
  event: SoukEvent<'UserRegistered' | 'UserProfileChanged'>,
): Promise<void> {
  const { userId, firstName, lastName } = event.data;
  await tx.query(
    `INSERT INTO customer_names (customer_id, shown_name, version) VALUES ($1, $2, $3)
     ON CONFLICT (customer_id) DO UPDATE SET shown_name = excluded.shown_name, version = excluded.version
     WHERE customer_names.version < excluded.version`,
    [userId, shownName(firstName, lastName), event.aggregateversion],
  );
}

/** "Sam Shopper" is shown as "Sam S.": enough to tell people apart, too little to find them. */
export function shownName(firstName: string, lastName: string): string {
  const initial = [...lastName.trim()][0];
  return [firstName.trim(), initial ? `${initial.toUpperCase()}.` : ''].filter(Boolean).join(' ') || unnamed;
}

/** For customers whose name has not arrived, or is gone. */
export const unnamed = 'A customer';
