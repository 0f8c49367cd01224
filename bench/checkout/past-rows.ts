/** Names under which one subgraph's tables are seen in another's database while these rows are written. */
export const ordersSchema = 'orders_database';
export const productsSchema = 'products_database';

/** An id that belongs to an order; another for each `what`, in the order of time as all ids are. */
const idOf = (prefix: string, order: string, what: string): string =>
  `'${prefix}_' || substr(${order}, 5, 14) || left(md5(${order} || ${what}), 12)`;

/** As many rows of the inbox as an order leaves, of the days for which they are kept. */
const inbox = (consumer: string, eventsOfAnOrder: number): string =>
  `INSERT INTO inbox (consumer, event_id, handled_at)
   SELECT '${consumer}', ${idOf('evt', 'o.id', `n::text`)}, o.placed_at
   FROM past o, generate_series(1, ${eventsOfAnOrder}) AS n WHERE o.placed_at > $1::timestamptz - interval '15 days'`;

/** A copy at hand of the orders placed before $1: every statement below reads it. */
const past = `CREATE TEMP TABLE past AS
  SELECT o.id, o.number, o.customer_id, o.guest_id, o.email, o.total_minor, o.placed_at, s.status = 'CANCELLED' AS is_cancelled
  FROM ${ordersSchema}.orders o JOIN ${ordersSchema}.order_states s ON s.order_id = o.id WHERE o.placed_at < $1`;

/** The catalogue copy of orders, from the products' tables. */
export const catalogueCopy = [
  `INSERT INTO catalogue_products (id, version) SELECT id, version FROM ${productsSchema}.products ON CONFLICT DO NOTHING`,
  `INSERT INTO catalogue_variants (id, product_id, sku, title, variant_title, product_slug, image_url, seller_id,
     category_slug, price_minor, currency, weight_grams, sellable)
   SELECT v.id, p.id, v.sku, p.title, v.title, p.slug, NULL, p.seller_id, c.slug, v.price_minor, p.currency,
     v.weight_grams, p.status = 'ACTIVE'
   FROM ${productsSchema}.products p JOIN ${productsSchema}.variants v ON v.product_id = p.id
   JOIN ${productsSchema}.categories c ON c.id = p.category_id
   ON CONFLICT DO NOTHING`,
] as const;

/**
 * What orders of the past have left in the tables of the others, by subgraph: what a confirmed order writes there, counted
 * in a running shop. $1 is the moment before which an order is of the past. Logs that forget after some days hold
 * those days.
 */
export const pastRows: Readonly<Record<string, readonly string[]>> = {
  products: [
    past,
    `INSERT INTO reservations (order_id, id, state, release_reason, expires_at, version, created_at, updated_at)
     SELECT id, ${idOf('rsv', 'id', `''`)}, CASE WHEN is_cancelled THEN 'RELEASED' ELSE 'COMMITTED' END,
       CASE WHEN is_cancelled THEN 'REQUESTED' END, placed_at + interval '15 minutes', 2, placed_at, placed_at FROM past`,
    `CREATE TEMP TABLE past_lines AS SELECT o.id AS order_id, l.variant_id, l.quantity, o.placed_at
     FROM ${ordersSchema}.order_lines l JOIN past o ON o.id = l.order_id WHERE NOT o.is_cancelled`,
    `INSERT INTO reservation_lines (order_id, variant_id, warehouse_id, quantity)
     SELECT order_id, variant_id, 'wh_default', quantity FROM past_lines`,
    // What was sold had come in before: the books agree.
    `WITH sums AS (SELECT variant_id, sum(quantity)::int AS sold FROM past_lines GROUP BY variant_id),
     sold AS (UPDATE stock SET sold = stock.sold + sums.sold FROM sums
       WHERE stock.variant_id = sums.variant_id AND stock.warehouse_id = 'wh_default')
     INSERT INTO stock_movements (variant_id, warehouse_id, kind, delta, at)
     SELECT variant_id, 'wh_default', 'RECEIVED', sold, $1::timestamptz - interval '1 year' FROM sums`,
    `INSERT INTO stock_movements (variant_id, warehouse_id, kind, delta, reference, at)
     SELECT variant_id, 'wh_default', 'SOLD', -quantity, order_id, placed_at FROM past_lines`,
    inbox('products', 3),
  ],
  orders: [
    `CREATE TEMP TABLE past AS SELECT id, placed_at FROM orders WHERE placed_at < $1`,
    `INSERT INTO idempotency_keys (scope, key, request_hash, result, created_at)
     SELECT 'placeOrder:' || coalesce(customer_id, guest_id), gen_random_uuid(), md5(id) || md5(id),
       jsonb_build_object('orderId', id), placed_at
     FROM orders WHERE placed_at < $1 AND placed_at > $1::timestamptz - interval '7 days'`,
    inbox('orders', 4),
  ],
  payments: [
    past,
    `INSERT INTO payments (id, order_id, order_number, customer_id, guest_id, email, provider, provider_payment_id,
       provider_authorisation_id, provider_capture_id, status, amount_minor, captured_minor, currency, return_url,
       decline_code, capture_requested, version, revision, created_at, updated_at)
     SELECT 'pay_' || substr(id, 5), id, number, customer_id, guest_id, email, 'SANDBOX', 'spy_' || substr(id, 5),
       'aut_' || substr(id, 5), CASE WHEN NOT is_cancelled THEN 'cap_' || substr(id, 5) END,
       CASE WHEN is_cancelled THEN 'DECLINED' ELSE 'CAPTURED' END, total_minor,
       CASE WHEN is_cancelled THEN 0 ELSE total_minor END, 'USD', 'http://localhost/orders/' || id,
       CASE WHEN is_cancelled THEN 'CARD_DECLINED' END, NOT is_cancelled, 2, 3, placed_at, placed_at
     FROM past`,
    `INSERT INTO payment_attempts (id, payment_id, operation, idempotency_key, outcome, sent_at, answered_at)
     SELECT ${idOf('att', 'id', 'operation')}, 'pay_' || substr(id, 5), operation, id || ':' || operation, outcome,
       placed_at, placed_at
     FROM past, LATERAL (VALUES ('authorise', CASE WHEN is_cancelled THEN 'declined' ELSE 'authorised' END),
       ('capture', 'captured')) AS attempt (operation, outcome)
     WHERE NOT (is_cancelled AND operation = 'capture')`,
    inbox('payments', 2),
  ],
  notifications: [
    past,
    `INSERT INTO deliveries (id, event_id, channel, recipient, topic, order_id, customer_id, guest_id, status, attempts,
       due_at, created_at, sent_at)
     SELECT ${idOf('dlv', 'id', 'topic || channel')}, ${idOf('evt', 'id', 'topic')}, channel,
       CASE channel WHEN 'EMAIL' THEN email ELSE coalesce(customer_id, guest_id) END, topic, id, customer_id, guest_id,
       status, 1, placed_at, placed_at, CASE status WHEN 'SENT' THEN placed_at END
     FROM past, (VALUES ('OrderPlaced', 'EMAIL', 'SUPERSEDED'), ('OrderConfirmed', 'EMAIL', 'SENT'),
       ('OrderConfirmed', 'IN_APP', 'SENT')) AS news (topic, channel, status)`,
    `INSERT INTO addresses (address) SELECT DISTINCT email FROM past ON CONFLICT DO NOTHING`,
    `INSERT INTO notifications (id, event_id, recipient, topic, title, body, link, created_at)
     SELECT ${idOf('ntf', 'id', `''`)}, ${idOf('evt', 'id', `'OrderConfirmed'`)}, coalesce(customer_id, guest_id),
       'OrderConfirmed', 'Order ' || number || ' is confirmed', 'We have your payment and pack your goods.',
       '/orders/' || id, placed_at
     FROM past`,
    `INSERT INTO source_events (id, envelope, received_at)
     SELECT e.id, jsonb_build_object('id', e.id, 'type', topic, 'subject', past.id, 'data', repeat('x', 800)), placed_at
     FROM past, (VALUES ('OrderPlaced'), ('OrderConfirmed')) AS news (topic),
       LATERAL (SELECT ${idOf('evt', 'past.id', 'topic')} AS id) AS e
     WHERE placed_at > $1::timestamptz - interval '30 days'`,
    inbox('notifications', 2),
  ],
  analytics: [
    past,
    `SELECT create_event_archive_partition(month::date)
     FROM generate_series(date_trunc('month', $1::timestamptz) - interval '12 months', $1::timestamptz, interval '1 month') AS month`,
    `INSERT INTO event_archive (occurred_at, event_id, type, data)
     SELECT placed_at, ${idOf('evt', 'id', 'type || n')}, type,
       jsonb_build_object('orderId', id, 'currency', 'USD', 'totalMinor', total_minor)
     FROM past, (VALUES ('CartCreated', 1), ('OrderPlaced', 1), ('OrderConfirmed', 1), ('NotificationSent', 1),
       ('NotificationSent', 2)) AS news (type, n)`,
    `INSERT INTO product_days (currency, day, product_id, seller_id, units, revenue_minor)
     SELECT 'USD', o.placed_at::date, l.product_id, coalesce(l.seller_id, ''), sum(l.quantity), sum(l.line_total_minor)
     FROM ${ordersSchema}.order_lines l JOIN past o ON o.id = l.order_id WHERE NOT o.is_cancelled GROUP BY 1, 2, 3, 4
     ON CONFLICT DO NOTHING`,
    inbox('analytics', 5),
  ],
};
