import type { Queryable } from '@souk/shared/sql';
import type { SagaRecord } from './order.repository.ts';
import type { LogEntry } from './order-log.ts';
import type { OrderState } from './order-state.ts';

/** Writes a new order with its first log entry and its saga, and closes its cart: all in one statement. */
export async function insertOrder(
  tx: Queryable,
  order: OrderState,
  log: LogRecord,
  saga: SagaRecord,
): Promise<void> {
  await tx.query(
    `WITH placed AS (
       INSERT INTO orders (id, number, cart_id, customer_id, guest_id, email, phone, locale, currency, subtotal_minor,
         discount_minor, shipping_minor, tax_minor, total_minor, shipping_address, shipping_method_id,
         shipping_method_name, payment_provider, discounts, placed_at)
       SELECT o.id, o.number, o."cartId", o."customerId", o."guestId", o.email, o.phone, o.locale, o.currency,
         t."subtotalMinor", t."discountMinor", t."shippingMinor", t."taxMinor", t."totalMinor", o."shippingAddress",
         o."shippingMethodId", o."shippingMethodName", o."paymentProvider", o.discounts, o."placedAt"
       FROM jsonb_to_record($1::jsonb) AS o(id text, number text, "cartId" text, "customerId" text, "guestId" text,
           email text, phone text, locale text, currency text, totals jsonb, "shippingAddress" jsonb,
           "shippingMethodId" text, "shippingMethodName" text, "paymentProvider" text, discounts jsonb, "placedAt" timestamptz),
         jsonb_to_record(o.totals) AS t("subtotalMinor" bigint, "discountMinor" bigint, "shippingMinor" bigint,
           "taxMinor" bigint, "totalMinor" bigint)
     ), lines AS (
       INSERT INTO order_lines (order_id, position, id, variant_id, product_id, sku, title, variant_title,
         product_slug, image_url, seller_id, category_slug, quantity, unit_price_minor, line_total_minor,
         discount_minor, tax_minor, tax_rate_basis_points, place_id)
       SELECT $2, l.position, l.id, l."variantId", l."productId", l.sku, l.title, l."variantTitle",
         l."productSlug", l."imageUrl", l."sellerId", l."categorySlug", l.quantity, l."unitPriceMinor",
         l."lineTotalMinor", l."discountMinor", l."taxMinor", l."taxRateBasisPoints", l."placeId"
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb->'lines') AS (id text, "variantId" text, "productId" text,
         sku text, title text, "variantTitle" text, "productSlug" text, "imageUrl" text, "sellerId" text,
         "categorySlug" text, quantity int, "unitPriceMinor" bigint, "lineTotalMinor" bigint,
         "discountMinor" bigint, "taxMinor" bigint, "taxRateBasisPoints" int, "placeId" text)) WITH ORDINALITY AS l(id, "variantId", "productId", sku, title,
         "variantTitle", "productSlug", "imageUrl", "sellerId", "categorySlug", quantity, "unitPriceMinor",
         "lineTotalMinor", "discountMinor", "taxMinor", "taxRateBasisPoints", "placeId", position)
     ), sellers AS (
       INSERT INTO order_sellers (seller_id, order_id)
       SELECT DISTINCT line->>'sellerId', $2 FROM jsonb_array_elements($1::jsonb->'lines') AS line
       WHERE line->>'sellerId' IS NOT NULL
     ), state AS (
       INSERT INTO order_states (order_id, version, status, fulfilments, returns, refunds, updated_at)
       VALUES ($2, 1, $3, '[]', '[]', '[]', $4)
     ), log AS (
       INSERT INTO order_events (order_id, version, type, status, data, actor, correlation_id, occurred_at)
       VALUES ($2, 1, 'OrderPlaced', $3, $1::jsonb, $5, $6, $4)
     ), saga AS (
       INSERT INTO order_sagas (order_id, step, attempts, deadline_at, payment_token, correlation_id)
       VALUES ($2, $7, 0, $8, $9, $6)
     )
     UPDATE carts SET status = 'ORDERED', order_id = $2, version = version + 1, updated_at = $4, idle_check_at = NULL
     WHERE id = $10`,
    [
      JSON.stringify(log.entry.data),
      order.id,
      order.status,
      order.updatedAt,
      log.actor,
      log.correlationId ?? null,
      saga.step,
      saga.deadlineAt,
      saga.paymentToken,
      order.cartId,
    ],
  );
}

export type LogRecord = {
  readonly entry: LogEntry;
  readonly status: OrderState['status'];
  readonly actor: string;
  readonly correlationId: string | undefined;
};

/** An order as it is to be saved, with what joins its log. */
export type OrderChange = {
  readonly order: OrderState;
  readonly log: readonly LogRecord[];
  readonly saga: SagaRecord;
};

/**
 * Appends to the logs of locked orders, brings their states and sagas up to them, and notes which documents are due, in
 * one statement.
 */
export async function saveOrders(tx: Queryable, changes: readonly OrderChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `WITH changed AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS c("orderId" text, version int, status text,
         "cancelReason" text, "paymentAction" jsonb, fulfilments jsonb, returns jsonb, refunds jsonb,
         "deliveredAt" timestamptz, "updatedAt" timestamptz, notes jsonb, cancellations jsonb, step text, attempts int, "deadlineAt" timestamptz,
         "paymentToken" text)
     ), log AS (
       INSERT INTO order_events (order_id, version, type, status, data, actor, correlation_id, occurred_at)
       SELECT e."orderId", e.version, e.type, e.status, e.data, e.actor, e."correlationId", e."occurredAt"
       FROM jsonb_to_recordset($2::jsonb) AS e("orderId" text, version int, type text, status text, data jsonb,
         actor text, "correlationId" text, "occurredAt" timestamptz)
     ), state AS (
       UPDATE order_states st SET version = c.version, status = c.status, cancel_reason = c."cancelReason",
         payment_action = c."paymentAction", fulfilments = c.fulfilments, returns = c.returns, refunds = c.refunds,
         delivered_at = c."deliveredAt", updated_at = c."updatedAt", notes = c.notes, cancellations = c.cancellations
       FROM changed c WHERE st.order_id = c."orderId" AND st.version < c.version
     ), known_returns AS (
       INSERT INTO order_returns (id, order_id, status)
       SELECT r.id, c."orderId", r.status
       FROM changed c, jsonb_to_recordset(c.returns) AS r(id text, status text)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status WHERE order_returns.status <> excluded.status
     ), documents AS (
       INSERT INTO invoice_tasks (order_id, kind, refund_id)
       SELECT t."orderId", t.kind, t."refundId"
       FROM jsonb_to_recordset($3::jsonb) AS t("orderId" text, kind text, "refundId" text)
       ON CONFLICT DO NOTHING
     )
     UPDATE order_sagas sg SET step = c.step, attempts = c.attempts, deadline_at = c."deadlineAt",
       payment_token = c."paymentToken"
     FROM changed c
     WHERE sg.order_id = c."orderId"
       AND (sg.step, sg.attempts, sg.deadline_at) IS DISTINCT FROM (c.step, c.attempts, c."deadlineAt")`,
    [
      JSON.stringify(changes.map(toChangeRow)),
      JSON.stringify(changes.flatMap(toLogRows)),
      JSON.stringify(changes.flatMap(toTasks)),
    ],
  );
}

function toChangeRow({ order, saga }: OrderChange): object {
  const { id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds } = order;
  const { deliveredAt, updatedAt, notes, cancellations } = order;
  const { step, attempts, deadlineAt, paymentToken } = saga;
  return {
    ...{ orderId: id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds },
    ...{ deliveredAt, updatedAt, notes, cancellations, step, attempts, deadlineAt, paymentToken },
  };
}

function toLogRows({ order, log }: OrderChange): object[] {
  return log.map(({ entry, ...record }) => ({ orderId: order.id, ...record, ...entry }));
}

/** An invoice is due when an order is confirmed, a credit note when money was paid back. */
function toTasks({ order, log }: OrderChange): object[] {
  return log.flatMap(({ entry }) => {
    if (entry.type === 'OrderConfirmed') return [{ orderId: order.id, kind: 'INVOICE', refundId: '' }];
    if (entry.type !== 'PaymentRefunded') return [];
    return [{ orderId: order.id, kind: 'CREDIT_NOTE', refundId: entry.data.refundId }];
  });
}
