import { type Queryable, row, rows } from '@souk/shared/sql';
import { aggregateTables, type CountOf } from '../aggregate/aggregate-tables.ts';
import { sellerScope } from '../aggregate/increments-of.ts';
import type { DaySpan } from './day-span.ts';
import type { SalesScope } from './sales-scope.ts';

export type SalesDayRow = {
  day: string;
  orders: number;
  units: number;
  revenueMinor: number;
  refundsMinor: number;
};

/** Sales of every day of a span, also of those on which nothing was sold. */
export async function readSalesDays(
  db: Queryable,
  { sellerId }: SalesScope,
  span: DaySpan,
  currency: string,
): Promise<SalesDayRow[]> {
  const found = await rows<Record<string, string | null>>(
    db,
    `SELECT to_char(calendar.day, 'YYYY-MM-DD') AS day, orders, units, revenue_minor, refunds_minor
     FROM generate_series($1::date, $2::date, '1 day') AS calendar (day)
     LEFT JOIN sales_days AS sales ON sales.day = calendar.day AND scope = $3 AND currency = $4
     ORDER BY calendar.day`,
    [span.from, span.to, sellerId === null ? 'shop' : sellerScope(sellerId), currency],
  );
  return found.map((sales) => ({
    day: sales.day!,
    orders: Number(sales.orders ?? 0),
    units: Number(sales.units ?? 0),
    revenueMinor: Number(sales.revenue_minor ?? 0),
    refundsMinor: Number(sales.refunds_minor ?? 0),
  }));
}

/** How many went how far in a span. */
export async function readFunnel(
  db: Queryable,
  span: DaySpan,
): Promise<Record<CountOf<'funnel_days'>, number>> {
  const { counts } = aggregateTables.funnel_days;
  const sums = await row<Record<string, string>>(
    db,
    `SELECT ${counts.map((count) => `coalesce(sum(${count}), 0) AS ${count}`).join(', ')}
     FROM funnel_days WHERE day BETWEEN $1 AND $2`,
    [span.from, span.to],
  );
  return Object.fromEntries(counts.map((count) => [count, Number(sums![count])])) as Record<
    CountOf<'funnel_days'>,
    number
  >;
}

export type TopProductRow = { productId: string; units: number; revenueMinor: number };

/** The products bought most in a span, by units, then by value. */
export async function readTopProducts(
  db: Queryable,
  { sellerId }: SalesScope,
  span: DaySpan,
  { currency, first }: { currency: string; first: number },
): Promise<TopProductRow[]> {
  const found = await rows<{ product_id: string; units: string; revenue_minor: string }>(
    db,
    `SELECT product_id, sum(units) AS units, sum(revenue_minor) AS revenue_minor
     FROM product_days
     WHERE currency = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR seller_id = $4)
     GROUP BY product_id ORDER BY sum(units) DESC, sum(revenue_minor) DESC, product_id LIMIT $5`,
    [currency, span.from, span.to, sellerId, first],
  );
  return found.map((product) => ({
    productId: product.product_id,
    units: Number(product.units),
    revenueMinor: Number(product.revenue_minor),
  }));
}

/** Messages sent and given up in a span, by channel and topic. */
export async function readNotificationCounts(
  db: Queryable,
  span: DaySpan,
): Promise<{ channel: string; topic: string; sent: number; failed: number }[]> {
  const found = await rows<Record<'channel' | 'topic' | 'sent' | 'failed', string>>(
    db,
    `SELECT channel, topic, sum(sent) AS sent, sum(failed) AS failed FROM notification_days
     WHERE day BETWEEN $1 AND $2 GROUP BY channel, topic ORDER BY channel, topic`,
    [span.from, span.to],
  );
  return found.map((counts) => ({ ...counts, sent: Number(counts.sent), failed: Number(counts.failed) }));
}

/** Declined payments in a span, by provider and reason, the most frequent first. */
export async function readPaymentFailures(
  db: Queryable,
  span: DaySpan,
): Promise<{ provider: string; declineCode: string; declined: number }[]> {
  const found = await rows<{ provider: string; decline_code: string; declined: string }>(
    db,
    `SELECT provider, decline_code, sum(declined) AS declined FROM payment_failure_days
     WHERE day BETWEEN $1 AND $2 GROUP BY provider, decline_code
     ORDER BY sum(declined) DESC, provider, decline_code LIMIT 200`,
    [span.from, span.to],
  );
  return found.map(({ provider, decline_code: declineCode, declined }) => ({
    provider,
    declineCode,
    declined: Number(declined),
  }));
}
