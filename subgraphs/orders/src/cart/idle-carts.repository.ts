import { type Queryable, rows } from '@souk/shared/sql';
import { abandonedAfterMinutes, type CartRow, cartColumns, toCart } from './cart.repository.ts';
import type { Cart } from './cart.ts';

/**
 * Takes carts that are due to be looked at: those in use are due again an hour after their last change, the others not
 * before they change. Carts that another transaction holds are left to it.
 */
export async function takeIdleCarts(
  tx: Queryable,
  now: Date,
  limit: number,
): Promise<{ readonly cart: Cart; readonly isAbandoned: boolean }[]> {
  const cutoff = new Date(now.getTime() - abandonedAfterMinutes * 60_000);
  const found = await rows<CartRow & { is_abandoned: boolean }>(
    tx,
    `WITH due AS MATERIALIZED (
       SELECT id FROM carts WHERE idle_check_at <= $1 ORDER BY idle_check_at LIMIT $3 FOR UPDATE SKIP LOCKED
     ), c AS (
       UPDATE carts SET idle_check_at = CASE WHEN status = 'OPEN' AND updated_at > $2
         THEN updated_at + interval '${abandonedAfterMinutes} minutes' END
       FROM due WHERE carts.id = due.id RETURNING carts.*
     )
     SELECT ${cartColumns}, c.status = 'OPEN' AND c.idle_check_at IS NULL AND c.lines <> '[]' AS is_abandoned FROM c`,
    [now, cutoff, limit],
  );
  return found.map((cart) => ({ cart: toCart(cart), isAbandoned: cart.is_abandoned }));
}
