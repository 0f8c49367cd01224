import type { DataSource } from 'typeorm';

export type PastOrders = {
  readonly count: number;
  /** The orders lie between these two, evenly. */
  readonly from: Date;
  readonly until: Date;
};

const batchSize = 20_000;

/**
 * Writes orders of the past, as they are when everything about them is done: cart, order, lines, log, state, saga and
 * invoice. One in twenty was cancelled, the others have arrived. Made by the database itself, some thousands a second, for
 * benchmarks and for looking at plans; nothing is told to other subgraphs. Lines name variants of the catalogue copy,
 * where there are any.
 *
 * @param report called with the number of orders so far
 */
export async function generatePastOrders(
  dataSource: DataSource,
  { count, from, until }: PastOrders,
  report: (done: number) => void = () => undefined,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    for (const statement of helpers) await runner.query(statement);
    // What is generated refers to what is generated: where the user may, each row is not looked up again.
    await runner.query('SET session_replication_role = replica').catch(() => undefined);
    const stepMs = (until.getTime() - from.getTime()) / count;
    for (let done = 0; done < count; done += batchSize) {
      const size = Math.min(batchSize, count - done);
      await runner.query('DROP TABLE IF EXISTS past');
      await runner.query(draft, [done, size, from.getTime(), stepMs]);
      await runner.startTransaction();
      for (const statement of inserts) await runner.query(statement);
      await runner.commitTransaction();
      report(done + size);
    }
    await runner.query('DROP TABLE IF EXISTS past');
    for (const table of tables) await runner.query(`VACUUM (ANALYZE) ${table}`);
    await runner.query('RESET session_replication_role');
    await runner.query('RESET statement_timeout');
  } finally {
    await runner.release();
  }
}

const tables = [
  'carts',
  'orders',
  'order_lines',
  'order_sellers',
  'order_events',
  'order_states',
  'order_sagas',
  'invoices',
] as const;

/** The form of an id (shared/ids.ts): time in ten signs of Crockford's base32, version and variant of a UUIDv7, chance. */
const helpers = [
  `CREATE OR REPLACE FUNCTION pg_temp.past_stamp(ms bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> (5 * place)) & 31)::int + 1, 1), ''
       ORDER BY place DESC)
     FROM generate_series(0, 9) AS place $$`,
  `CREATE OR REPLACE FUNCTION pg_temp.past_id(prefix text, stamp text, seed text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT prefix || '_' || stamp || 'e' || substr(md5(seed), 1, 2) || '8' || substr(md5(seed), 3, 12) $$`,
  `CREATE OR REPLACE FUNCTION pg_temp.past_fulfilment(id text, at timestamptz, lines jsonb) RETURNS jsonb LANGUAGE sql
   IMMUTABLE AS $$
     SELECT jsonb_build_object('id', 'ful_' || substr(id, 5), 'carrier', 'UPS', 'trackingNumber', NULL, 'trackingUrl', NULL,
       'lines', (SELECT jsonb_agg(jsonb_build_object('lineId', line->>'id', 'quantity', line->'quantity'))
                 FROM jsonb_array_elements(lines) AS line),
       'shippedAt', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) $$`,
  // A product for each line to come from, also where the shop has none.
  `CREATE TEMP TABLE IF NOT EXISTS past_variants AS
     SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, product_id, sku, title, variant_title, product_slug, seller_id,
       category_slug, price_minor
     FROM (SELECT * FROM catalogue_variants LIMIT 10000) AS known
     UNION ALL
     SELECT n, pg_temp.past_id('var', '0000000000', 'v' || n), pg_temp.past_id('prod', '0000000000', 'p' || n), 'SKU-' || n, 'Product ' || n,
       'Standard', 'product-' || n, pg_temp.past_id('usr', '0000000000', 'seller' || n % 200), 'category-' || n % 40, 500 + n * 7 % 20000
     FROM generate_series(0, 999) AS n WHERE NOT EXISTS (SELECT FROM catalogue_variants)`,
  'CREATE INDEX IF NOT EXISTS past_variants_by_n ON past_variants (n)',
  'ANALYZE past_variants',
] as const;

/** A batch of orders with their lines as JSON; $1 first, $2 how many, $3 and $4 where in time. */
const draft = `CREATE TEMP TABLE past AS
  WITH base AS MATERIALIZED (
    SELECT n, ms, pg_temp.past_stamp(ms) AS stamp, n % 20 = 0 AS is_cancelled, 'past-' || n AS seed
    FROM (SELECT n, ($3::float8 + $4::float8 * n)::bigint AS ms
          FROM generate_series($1::bigint, $1::bigint + $2::bigint - 1) AS n) AS instants
  ), lined AS MATERIALIZED (
    SELECT b.*, lines.lines, lines.subtotal, lines.tax
    FROM base b, LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', pg_temp.past_id('ol', b.stamp, b.seed || 'l' || place), 'variantId', v.id,
          'productId', v.product_id, 'sku', v.sku, 'title', v.title, 'variantTitle', v.variant_title,
          'productSlug', v.product_slug, 'imageUrl', NULL, 'sellerId', v.seller_id, 'categorySlug', v.category_slug,
          'quantity', 1 + (b.n + place) % 3, 'unitPriceMinor', v.price_minor,
          'lineTotalMinor', v.price_minor * (1 + (b.n + place) % 3), 'discountMinor', 0,
          'taxMinor', round(v.price_minor * (1 + (b.n + place) % 3) * 0.0725), 'taxRateBasisPoints', 725)
          ORDER BY place) AS lines,
        sum(v.price_minor * (1 + (b.n + place) % 3))::bigint AS subtotal,
        sum(round(v.price_minor * (1 + (b.n + place) % 3) * 0.0725))::bigint AS tax
      FROM generate_series(0, (b.n % 3)::int) AS place
      JOIN past_variants v ON v.n = (b.n * 7 + place * 13) % (SELECT count(*) FROM past_variants)
    ) AS lines
  )
  SELECT n, ms, is_cancelled, lines, to_timestamp(ms / 1000.0) AS at,
    pg_temp.past_fulfilment(pg_temp.past_id('ord', stamp, seed), to_timestamp(ms / 1000.0), lines) AS fulfilment, pg_temp.past_id('ord', stamp, seed) AS id,
    pg_temp.past_id('cart', stamp, seed) AS cart_id, pg_temp.past_id('inv', stamp, seed) AS invoice_id,
    'SK-' || upper(substr(md5(seed), 20, 4)) || '-' || upper(substr(md5(seed), 24, 4)) AS number,
    CASE WHEN n % 4 > 0 THEN pg_temp.past_id('usr', '0000000000', 'customer' || n % 20011) END AS customer_id,
    CASE WHEN n % 4 = 0 THEN pg_temp.past_id('gst', stamp, seed) END AS guest_id,
    'buyer' || n % 20011 || '@example.com' AS email, subtotal, tax, subtotal + 599 + tax AS total,
    jsonb_build_object('name', 'Past Buyer', 'line1', '1 Main St', 'line2', NULL, 'city', 'Oakland', 'region', 'CA',
      'postalCode', '94601', 'countryCode', 'US', 'phone', NULL) AS address
  FROM lined`;

const inserts = [
  `INSERT INTO carts (id, customer_id, guest_id, status, version, currency, country_code, lines, order_id, created_at,
     updated_at)
   SELECT cart_id, customer_id, guest_id, 'ORDERED', 3, 'USD', 'US', (
       SELECT jsonb_agg(jsonb_build_object('id', line->>'id', 'variantId', line->>'variantId', 'quantity', line->'quantity'))
       FROM jsonb_array_elements(lines) AS line), id, at, at
   FROM past`,
  // Numbers are drawn by chance: an order whose number is taken is left out.
  `INSERT INTO orders (id, number, cart_id, customer_id, guest_id, email, locale, currency, subtotal_minor, discount_minor,
     shipping_minor, tax_minor, total_minor, shipping_address, shipping_method_id, shipping_method_name, payment_provider,
     placed_at)
   SELECT id, number, cart_id, customer_id, guest_id, email, 'en', 'USD', subtotal, 0, 599, tax, total, address,
     'ship_us_standard', 'Standard', 'SANDBOX', at
   FROM past ON CONFLICT (number) DO NOTHING`,
  'DELETE FROM past WHERE NOT EXISTS (SELECT FROM orders o WHERE o.id = past.id)',
  `INSERT INTO order_lines (order_id, position, id, variant_id, product_id, sku, title, variant_title, product_slug,
     seller_id, category_slug, quantity, unit_price_minor, line_total_minor, discount_minor, tax_minor,
     tax_rate_basis_points)
   SELECT past.id, position, line->>'id', line->>'variantId', line->>'productId', line->>'sku', line->>'title',
     line->>'variantTitle', line->>'productSlug', line->>'sellerId', line->>'categorySlug', (line->>'quantity')::int,
     (line->>'unitPriceMinor')::bigint, (line->>'lineTotalMinor')::bigint, 0, (line->>'taxMinor')::bigint, 725
   FROM past, jsonb_array_elements(lines) WITH ORDINALITY AS l (line, position)`,
  `INSERT INTO order_sellers (seller_id, order_id)
   SELECT DISTINCT line->>'sellerId', past.id FROM past, jsonb_array_elements(lines) AS line
   WHERE line->>'sellerId' IS NOT NULL`,
  `INSERT INTO order_events (order_id, version, type, status, data, actor, occurred_at)
   SELECT id, e.version, e.type, e.status, e.data, coalesce(customer_id, guest_id), at + e.version * interval '1 minute'
   FROM past, LATERAL (
     SELECT 1 AS version, 'OrderPlaced' AS type, 'PLACED' AS status, jsonb_build_object('id', id, 'number', number,
       'cartId', cart_id, 'customerId', customer_id, 'guestId', guest_id, 'email', email, 'phone', NULL, 'locale', 'en',
       'currency', 'USD', 'lines', lines, 'totals', jsonb_build_object('subtotalMinor', subtotal, 'discountMinor', 0,
         'shippingMinor', 599, 'taxMinor', tax, 'totalMinor', total), 'discounts', '[]'::jsonb,
       'shippingAddress', address, 'shippingMethodId', 'ship_us_standard', 'shippingMethodName', 'Standard',
       'paymentProvider', 'SANDBOX', 'placedAt', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS data
     UNION ALL SELECT 2, 'StockReserved', 'STOCK_RESERVED',
       jsonb_build_object('expiresAt', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     UNION ALL SELECT 3, 'OrderCancelled', 'CANCELLED', '{"reason": "PAYMENT_DECLINED", "note": null}' WHERE is_cancelled
     UNION ALL SELECT 3, 'PaymentAuthorized', 'PAYMENT_AUTHORIZED', jsonb_build_object('paymentId', 'pay_' || n)
       WHERE NOT is_cancelled
     UNION ALL SELECT 4, 'OrderConfirmed', 'CONFIRMED', jsonb_build_object('paymentId', 'pay_' || n) WHERE NOT is_cancelled
     UNION ALL SELECT 5, 'OrderFulfilled', 'FULFILLED', jsonb_build_object('fulfilment', fulfilment)
       WHERE NOT is_cancelled
     UNION ALL SELECT 6, 'OrderDelivered', 'DELIVERED', '{}' WHERE NOT is_cancelled
   ) AS e`,
  `INSERT INTO order_states (order_id, version, status, cancel_reason, fulfilments, returns, refunds, delivered_at,
     updated_at)
   SELECT id, CASE WHEN is_cancelled THEN 3 ELSE 6 END, CASE WHEN is_cancelled THEN 'CANCELLED' ELSE 'DELIVERED' END,
     CASE WHEN is_cancelled THEN 'PAYMENT_DECLINED' END,
     CASE WHEN is_cancelled THEN '[]' ELSE jsonb_build_array(fulfilment) END, '[]', '[]',
     CASE WHEN is_cancelled THEN NULL ELSE at + interval '6 minutes' END,
     at + CASE WHEN is_cancelled THEN interval '3 minutes' ELSE interval '6 minutes' END
   FROM past`,
  `INSERT INTO order_sagas (order_id, step, attempts)
   SELECT id, CASE WHEN is_cancelled THEN 'CANCELLED' ELSE 'COMPLETED' END, 0 FROM past`,
  `INSERT INTO invoices (id, order_id, kind, refund_id, series, sequence, issuer, issued_at)
   SELECT invoice_id, id, 'INVOICE', '', 'PAST', coalesce((SELECT max(sequence) FROM invoices WHERE series = 'PAST'), 0)
       + row_number() OVER (ORDER BY id), '{"name": "Souk", "addressLines": [], "taxId": "-"}', at
   FROM past WHERE NOT is_cancelled`,
] as const;
