import { createHash } from 'node:crypto';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { Discount, OfferedPromotion } from './promotion.ts';

/** Who redeems: a customer is known by the account and by the address, a guest by the address. */
export type Redeemer = { readonly customerId: string | null; readonly email: string };

/** Names under which uses are counted. An address is kept as its hash: it is only ever compared. */
export function redeemerKeys({ customerId, email }: Redeemer): string[] {
  const address = createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
  return [...(customerId === null ? [] : [`customer:${customerId}`]), `email:${address}`];
}

/** Whether any of these promotions depends on who buys: it is then looked up again at checkout. */
export function asksWhoBuys(offered: readonly OfferedPromotion[]): boolean {
  return offered.some(
    ({ firstOrderOnly, usageLimitPerCustomer }) => firstOrderOnly || usageLimitPerCustomer !== null,
  );
}

/**
 * The promotions with what is known of their buyer now that the buyer has told an address. Where one is for first orders
 * only, orders of the same buyer wait for each other from here on.
 */
export async function recognizeBuyer(
  tx: Queryable,
  offered: readonly OfferedPromotion[],
  redeemer: Redeemer,
): Promise<readonly OfferedPromotion[]> {
  if (!asksWhoBuys(offered)) return offered;
  const asksFirst = offered.some((promotion) => promotion.firstOrderOnly);
  const limited = offered.filter((promotion) => promotion.usageLimitPerCustomer !== null);
  const keys = redeemerKeys(redeemer);
  const hasOrdered = asksFirst && (await hasStandingOrder(tx, redeemer, keys));
  const uses = await rows<{ promotion_id: string; used: number }>(
    tx,
    `SELECT promotion_id, max(used) AS used FROM promotion_uses
     WHERE promotion_id = ANY ($1) AND redeemer = ANY ($2) GROUP BY promotion_id`,
    [limited.map(({ id }) => id), keys],
  );
  const usedOf = new Map(uses.map((use) => [use.promotion_id, use.used]));
  return offered.map((promotion) => ({
    ...promotion,
    usedByBuyer: usedOf.get(promotion.id) ?? 0,
    buyerHasOrdered: promotion.firstOrderOnly && hasOrdered,
  }));
}

async function hasStandingOrder(
  tx: Queryable,
  redeemer: Redeemer,
  keys: readonly string[],
): Promise<boolean> {
  // Sorted, so that two orders of one buyer cannot wait for each other in a circle.
  for (const key of [...keys].sort()) {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`first-order:${key}`]);
  }
  const found = await row(
    tx,
    `SELECT 1 FROM orders o JOIN order_states st ON st.order_id = o.id
     WHERE (o.customer_id = $1 OR lower(o.email) = lower($2)) AND st.status <> 'CANCELLED' LIMIT 1`,
    [redeemer.customerId, redeemer.email.trim()],
  );
  return found !== null;
}

export type Redemption = {
  readonly orderId: string;
  readonly discounts: readonly Discount[];
  /** The promotions behind the discounts. */
  readonly offered: readonly OfferedPromotion[];
  readonly redeemer: Redeemer;
  readonly now: Date;
};

/**
 * Counts the promotions that an order holds, in the transaction that places it. The rows of the counters decide between
 * orders of the same moment: none gets a use beyond a limit.
 *
 * @returns whether all of them could be counted; if not, the transaction must not commit
 */
export async function redeemPromotions(tx: Queryable, redemption: Redemption): Promise<boolean> {
  const { orderId, discounts, offered, redeemer, now } = redemption;
  if (discounts.length === 0) return true;
  const held = discounts.map(({ promotionId }) => offered.find(({ id }) => id === promotionId)!);
  const bounded = held.filter((promotion) => promotion.usageLimit !== null);
  const keys = redeemerKeys(redeemer);
  const uses = held.flatMap(({ id, usageLimitPerCustomer: limit }) =>
    limit === null ? [] : keys.map((key) => ({ id, key, limit })),
  );
  const counted = await row<{ bounded: number; uses: number }>(
    tx,
    `WITH locked AS MATERIALIZED (
       SELECT id FROM promotions WHERE id = ANY ($1) ORDER BY id FOR UPDATE
     ), counted AS (
       UPDATE promotions p SET used = p.used + 1 FROM locked l WHERE p.id = l.id AND p.used < p.usage_limit
       RETURNING p.id
     ), used AS (
       INSERT INTO promotion_uses AS u (promotion_id, redeemer, used)
       SELECT w.id, w.key, 1 FROM jsonb_to_recordset($2::jsonb) AS w(id text, key text) ORDER BY w.id, w.key
       ON CONFLICT (promotion_id, redeemer) DO UPDATE SET used = u.used + 1
       WHERE u.used < (SELECT p.usage_limit_per_customer FROM promotions p WHERE p.id = u.promotion_id)
       RETURNING u.redeemer
     ), redeemed AS (
       INSERT INTO promotion_redemptions (promotion_id, order_id, redeemers, goods_minor, shipping_minor, status, redeemed_at)
       SELECT d."promotionId", $3, $4, d."goodsMinor", d."shippingMinor", 'RESERVED', $5
       FROM jsonb_to_recordset($6::jsonb) AS d("promotionId" text, "goodsMinor" bigint, "shippingMinor" bigint)
     )
     SELECT (SELECT count(*) FROM counted)::int AS bounded, (SELECT count(*) FROM used)::int AS uses`,
    [bounded.map(({ id }) => id), JSON.stringify(uses), orderId, keys, now, JSON.stringify(discounts)],
  );
  return counted?.bounded === bounded.length && counted.uses === uses.length;
}

/** Gives back what cancelled orders held, once: the redemption's own status tells whether that has happened. */
export async function returnPromotions(tx: Queryable, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.query(
    `WITH returned AS (
       UPDATE promotion_redemptions SET status = 'RETURNED', returned_at = $2
       WHERE order_id = ANY ($1) AND status = 'RESERVED'
       RETURNING promotion_id, redeemers
     ), locked AS MATERIALIZED (
       SELECT p.id FROM promotions p WHERE p.usage_limit IS NOT NULL AND p.id IN (SELECT promotion_id FROM returned)
       ORDER BY p.id FOR UPDATE
     ), freed AS (
       UPDATE promotions p SET used = p.used - r.uses
       FROM locked l JOIN (SELECT promotion_id, count(*)::int AS uses FROM returned GROUP BY promotion_id) r
         ON r.promotion_id = l.id
       WHERE p.id = l.id
     )
     UPDATE promotion_uses u SET used = u.used - r.uses
     FROM (SELECT promotion_id, redeemer, count(*)::int AS uses FROM returned, unnest(redeemers) AS redeemer
           GROUP BY promotion_id, redeemer) r
     WHERE u.promotion_id = r.promotion_id AND u.redeemer = r.redeemer`,
    [orderIds, now],
  );
}
