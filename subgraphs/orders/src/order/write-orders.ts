import type { EventEnvelope } from '@souk/shared/events/define-event';
import { insertOutboxSql, outboxColumns } from '@souk/shared/outbox';
import { isOneOf, type Queryable, rows } from '@souk/shared/sql';
import type { FoundOrder, SagaRecord } from './order.repository.ts';
import type { LogEntry } from './order-log.ts';
import type { OrderState } from './order-state.ts';

/** An order as it is to be written. */
export type NewOrder = {
  readonly order: OrderState;
  readonly log: LogRecord;
  readonly saga: SagaRecord;
  readonly events: readonly EventEnvelope[];
  /** The cart's version that was priced: where it is another by now, nothing is written of the order. */
  readonly cartVersion: number;
  /** The idempotency key to claim; absent where the transaction has claimed it already. */
  readonly key?: OrderKey | undefined;
};

export type OrderKey = { readonly scope: string; readonly key: string; readonly requestHash: string };

/**
 * Writes new orders, each with its first log entry, its saga and its events, closes their carts and claims their keys: all in
 * one statement, which does for one order or for many. An order whose cart is not open in the version that was priced, or
 * whose key is known, is left out.
 *
 * @returns ids of the orders that were written
 * @throws the database's error where a number is taken, or a key at this very moment; then none was written
 */
export async function insertOrders(db: Queryable, orders: readonly NewOrder[]): Promise<Set<string>> {
  const written = await rows<{ id: string }>(db, insertOrdersSql, [
    JSON.stringify(orders.map(toPlacement)),
    // Known ids are looked up in the index, however many rows the planner expects of a list.
    orders.map(({ order }) => order.cartId),
    ...outboxColumns(orders.flatMap(({ events }) => events)),
  ]);
  return new Set(written.map(({ id }) => id));
}

function toPlacement({ order, log, saga, cartVersion, key }: NewOrder): object {
  const { id, cartId, status, updatedAt } = order;
  const { step, deadlineAt, paymentToken } = saga;
  return {
    ...{ id, cartId, cartVersion, status, updatedAt, step, deadlineAt, paymentToken },
    placed: log.entry.data,
    actor: log.actor,
    correlationId: log.correlationId ?? null,
    ...(key ? { ...key, result: { orderId: id } } : {}),
  };
}

const insertOrdersSql = `WITH closed AS (
    UPDATE carts c SET status = 'ORDERED', order_id = w.id, version = c.version + 1, updated_at = w."updatedAt",
      idle_check_at = NULL
    FROM jsonb_to_recordset($1::jsonb) AS w(id text, "cartId" text, "cartVersion" int, status text,
      "updatedAt" timestamptz, step text, "deadlineAt" timestamptz, "paymentToken" text, placed jsonb, actor text,
      "correlationId" text, scope text, key text, "requestHash" text, result jsonb)
    WHERE c.id ${isOneOf(2)} AND c.id = w."cartId" AND c.version = w."cartVersion" AND c.status = 'OPEN'
      AND NOT EXISTS (SELECT FROM idempotency_keys k WHERE k.scope = w.scope AND k.key = w.key)
    RETURNING w.*
  ), claimed AS (
    INSERT INTO idempotency_keys (scope, key, request_hash, result)
    SELECT scope, key, "requestHash", result FROM closed WHERE key IS NOT NULL
  ), placed AS (
    INSERT INTO orders (id, number, cart_id, customer_id, guest_id, email, phone, locale, currency, subtotal_minor,
      discount_minor, shipping_minor, tax_minor, total_minor, shipping_address, shipping_method_id,
      shipping_method_name, payment_provider, discounts, placed_at)
    SELECT o.id, o.number, o."cartId", o."customerId", o."guestId", o.email, o.phone, o.locale, o.currency,
      t."subtotalMinor", t."discountMinor", t."shippingMinor", t."taxMinor", t."totalMinor", o."shippingAddress",
      o."shippingMethodId", o."shippingMethodName", o."paymentProvider", o.discounts, o."placedAt"
    FROM closed p, jsonb_to_record(p.placed) AS o(id text, number text, "cartId" text, "customerId" text,
        "guestId" text, email text, phone text, locale text, currency text, totals jsonb, "shippingAddress" jsonb,
        "shippingMethodId" text, "shippingMethodName" text, "paymentProvider" text, discounts jsonb,
        "placedAt" timestamptz),
      jsonb_to_record(o.totals) AS t("subtotalMinor" bigint, "discountMinor" bigint, "shippingMinor" bigint,
        "taxMinor" bigint, "totalMinor" bigint)
  ), lines AS (
    INSERT INTO order_lines (order_id, position, id, variant_id, product_id, sku, title, variant_title,
      product_slug, image_url, seller_id, category_slug, quantity, unit_price_minor, line_total_minor,
      discount_minor, tax_minor, tax_rate_basis_points, place_id)
    SELECT p.id, l.position, l.id, l."variantId", l."productId", l.sku, l.title, l."variantTitle",
      l."productSlug", l."imageUrl", l."sellerId", l."categorySlug", l.quantity, l."unitPriceMinor",
      l."lineTotalMinor", l."discountMinor", l."taxMinor", l."taxRateBasisPoints", l."placeId"
    FROM closed p, ROWS FROM (jsonb_to_recordset(p.placed->'lines') AS (id text, "variantId" text,
      "productId" text, sku text, title text, "variantTitle" text, "productSlug" text, "imageUrl" text,
      "sellerId" text, "categorySlug" text, quantity int, "unitPriceMinor" bigint, "lineTotalMinor" bigint,
      "discountMinor" bigint, "taxMinor" bigint, "taxRateBasisPoints" int, "placeId" text)) WITH ORDINALITY
      AS l(id, "variantId", "productId", sku, title, "variantTitle", "productSlug", "imageUrl", "sellerId",
        "categorySlug", quantity, "unitPriceMinor", "lineTotalMinor", "discountMinor", "taxMinor",
        "taxRateBasisPoints", "placeId", position)
  ), sellers AS (
    INSERT INTO order_sellers (seller_id, order_id)
    SELECT DISTINCT line->>'sellerId', p.id FROM closed p, jsonb_array_elements(p.placed->'lines') AS line
    WHERE line->>'sellerId' IS NOT NULL
  ), state AS (
    INSERT INTO order_states (order_id, version, status, fulfilments, returns, refunds, updated_at)
    SELECT id, 1, status, '[]', '[]', '[]', "updatedAt" FROM closed
  ), log AS (
    INSERT INTO order_events (order_id, version, type, status, data, actor, correlation_id, occurred_at)
    SELECT id, 1, 'OrderPlaced', status, placed, actor, "correlationId", "updatedAt" FROM closed
  ), saga AS (
    INSERT INTO order_sagas (order_id, step, attempts, deadline_at, payment_token, correlation_id)
    SELECT id, step, 0, "deadlineAt", "paymentToken", "correlationId" FROM closed
  ), told AS (
    ${insertOutboxSql(3, 'e.subject IN (SELECT id FROM closed)')}
  )
  SELECT id FROM closed`;

export type LogRecord = {
  readonly entry: LogEntry;
  readonly status: OrderState['status'];
  readonly actor: string;
  readonly correlationId: string | undefined;
};

/** An order as it is to be saved, with what joins its log and the outbox. */
export type OrderChange = FoundOrder & {
  /** What the change is based on: where it is another by now, nothing is saved of the change. */
  readonly before: FoundOrder;
  readonly log: readonly LogRecord[];
  readonly events: readonly EventEnvelope[];
  /** The event that brings the change about, noted in the inbox; absent where the transaction has noted it, or there is none. */
  readonly handledEventId?: string | undefined;
};

/**
 * Appends to the logs of orders, brings their states and sagas up to them, records their events and which documents are due,
 * and notes what was handled: all in one statement. A change whose order has moved on, or whose event was handled before, is
 * left out.
 *
 * @returns ids of the orders that were saved
 */
export async function saveOrders(db: Queryable, changes: readonly OrderChange[]): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const saved = await rows<{ id: string }>(db, saveOrdersSql, [
    JSON.stringify(changes.map(toChangeRow)),
    JSON.stringify(changes.flatMap(toLogRows)),
    JSON.stringify(changes.flatMap(toTasks)),
    // Known ids are looked up in the index, however many rows the planner expects of a list.
    changes.map(({ order }) => order.id),
    ...outboxColumns(changes.flatMap(({ events }) => events)),
  ]);
  return new Set(saved.map(({ id }) => id));
}

const saveOrdersSql = `WITH wanted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("orderId" text, "versionBefore" int, "stepBefore" text,
      "attemptsBefore" int, "handledEventId" text, version int, status text, "cancelReason" text,
      "paymentAction" jsonb, fulfilments jsonb, returns jsonb, refunds jsonb, "deliveredAt" timestamptz,
      "updatedAt" timestamptz, notes jsonb, cancellations jsonb, step text, attempts int,
      "deadlineAt" timestamptz, "paymentToken" text)
  ), unmoved AS MATERIALIZED (
    SELECT st.order_id
    FROM order_states st JOIN order_sagas sg ON sg.order_id = st.order_id JOIN wanted w ON w."orderId" = st.order_id
    WHERE st.order_id ${isOneOf(4)} AND st.version = w."versionBefore"
      AND sg.step = w."stepBefore" AND sg.attempts = w."attemptsBefore"
    ORDER BY st.order_id FOR UPDATE OF st, sg
  ), noted AS (
    INSERT INTO inbox (consumer, event_id)
    SELECT 'orders', w."handledEventId" FROM wanted w JOIN unmoved u ON u.order_id = w."orderId"
    WHERE w."handledEventId" IS NOT NULL ORDER BY 2
    ON CONFLICT DO NOTHING RETURNING event_id
  ), changed AS MATERIALIZED (
    SELECT w.* FROM wanted w JOIN unmoved u ON u.order_id = w."orderId"
    WHERE w."handledEventId" IS NULL OR w."handledEventId" IN (SELECT event_id FROM noted)
  ), log AS (
    INSERT INTO order_events (order_id, version, type, status, data, actor, correlation_id, occurred_at)
    SELECT e."orderId", e.version, e.type, e.status, e.data, e.actor, e."correlationId", e."occurredAt"
    FROM jsonb_to_recordset($2::jsonb) AS e("orderId" text, version int, type text, status text, data jsonb,
      actor text, "correlationId" text, "occurredAt" timestamptz)
    WHERE e."orderId" IN (SELECT "orderId" FROM changed)
  ), state AS (
    UPDATE order_states st SET version = c.version, status = c.status, cancel_reason = c."cancelReason",
      payment_action = c."paymentAction", fulfilments = c.fulfilments, returns = c.returns, refunds = c.refunds,
      delivered_at = c."deliveredAt", updated_at = c."updatedAt", notes = c.notes, cancellations = c.cancellations
    FROM changed c WHERE st.order_id ${isOneOf(4)} AND st.order_id = c."orderId" AND st.version < c.version
  ), known_returns AS (
    INSERT INTO order_returns (id, order_id, status)
    SELECT r.id, c."orderId", r.status
    FROM changed c, jsonb_to_recordset(c.returns) AS r(id text, status text)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status WHERE order_returns.status <> excluded.status
  ), documents AS (
    INSERT INTO invoice_tasks (order_id, kind, refund_id)
    SELECT t."orderId", t.kind, t."refundId"
    FROM jsonb_to_recordset($3::jsonb) AS t("orderId" text, kind text, "refundId" text)
    WHERE t."orderId" IN (SELECT "orderId" FROM changed) AND (t.kind = 'INVOICE' OR EXISTS (
      SELECT FROM order_events e WHERE e.order_id = t."orderId" AND e.type = 'OrderConfirmed'))
    ON CONFLICT DO NOTHING
  ), told AS (
    ${insertOutboxSql(5, 'e.subject IN (SELECT "orderId" FROM changed)')}
  ), saga AS (
    UPDATE order_sagas sg SET step = c.step, attempts = c.attempts, deadline_at = c."deadlineAt",
      payment_token = c."paymentToken"
    FROM changed c
    WHERE sg.order_id ${isOneOf(4)} AND sg.order_id = c."orderId"
      AND (sg.step, sg.attempts, sg.deadline_at) IS DISTINCT FROM (c.step, c.attempts, c."deadlineAt")
  )
  SELECT "orderId" AS id FROM changed`;

function toChangeRow({ order, saga, before, handledEventId }: OrderChange): object {
  const { id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds } = order;
  const { deliveredAt, updatedAt, notes, cancellations } = order;
  const { step, attempts, deadlineAt, paymentToken } = saga;
  return {
    ...{ orderId: id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds },
    ...{ deliveredAt, updatedAt, notes, cancellations, step, attempts, deadlineAt, paymentToken },
    versionBefore: before.order.version,
    stepBefore: before.saga.step,
    attemptsBefore: before.saga.attempts,
    handledEventId,
  };
}

function toLogRows({ order, log }: OrderChange): object[] {
  return log.map(({ entry, ...record }) => ({ orderId: order.id, ...record, ...entry }));
}

/**
 * An invoice is due when an order is confirmed, a credit note when money was paid back; of an order that was cancelled
 * before it was confirmed there is no invoice that one could correct, and the statement leaves the note out.
 */
function toTasks({ order, log }: OrderChange): object[] {
  return log.flatMap(({ entry }) => {
    if (entry.type === 'OrderConfirmed') return [{ orderId: order.id, kind: 'INVOICE', refundId: '' }];
    if (entry.type !== 'PaymentRefunded') return [];
    return [{ orderId: order.id, kind: 'CREDIT_NOTE', refundId: entry.data.refundId }];
  });
}
