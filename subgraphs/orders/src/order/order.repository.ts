import { isId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { SagaState, SagaStep } from '../saga/saga-decision.ts';
import type { LogEntry } from './order-log.ts';
import type { OrderLine, OrderState, PlacedOrder } from './order-state.ts';

/** The saga of an order with what it remembers between its steps. */
export type SagaRecord = SagaState & {
  /** The buyer's one-time token; forgotten as soon as the provider has used it. */
  readonly paymentToken: string | null;
  readonly correlationId: string | null;
};

export type OrderRow = {
  id: string;
  number: string;
  cart_id: string;
  customer_id: string | null;
  guest_id: string | null;
  email: string;
  phone: string | null;
  locale: string;
  currency: string;
  subtotal_minor: string;
  discount_minor: string;
  shipping_minor: string;
  tax_minor: string;
  total_minor: string;
  shipping_address: PlacedOrder['shippingAddress'];
  shipping_method_id: string;
  shipping_method_name: string;
  payment_provider: PlacedOrder['paymentProvider'];
  placed_at: Date;
  lines: OrderLine[];
  version: number;
  status: OrderState['status'];
  cancel_reason: OrderState['cancelReason'];
  payment_action: OrderState['paymentAction'];
  fulfilments: OrderState['fulfilments'];
  returns: OrderState['returns'];
  refunds: OrderState['refunds'];
  delivered_at: Date | null;
  updated_at: Date;
};

/** Columns of an order: `o` is its row in orders, `st` the one in order_states. Lines never change after the order. */
export const orderColumns = `o.*, st.version, st.status, st.cancel_reason, st.payment_action, st.fulfilments, st.returns,
  st.refunds, st.delivered_at, st.updated_at, (
    SELECT json_agg(json_build_object('id', l.id, 'variantId', l.variant_id, 'productId', l.product_id, 'sku', l.sku,
      'title', l.title, 'variantTitle', l.variant_title, 'productSlug', l.product_slug, 'imageUrl', l.image_url,
      'sellerId', l.seller_id, 'categorySlug', l.category_slug, 'quantity', l.quantity,
      'unitPriceMinor', l.unit_price_minor, 'lineTotalMinor', l.line_total_minor,
      'discountMinor', l.discount_minor, 'taxMinor', l.tax_minor) ORDER BY l.position)
    FROM order_lines l WHERE l.order_id = o.id) AS lines`;

/** Orders by id, in no particular order; ids that name none are left out. */
export async function findOrders(db: Queryable, ids: readonly string[]): Promise<OrderState[]> {
  const wanted = ids.filter((id) => isId('ord', id));
  if (wanted.length === 0) return [];
  const found = await rows<OrderRow>(
    db,
    `SELECT ${orderColumns} FROM orders o JOIN order_states st ON st.order_id = o.id WHERE o.id = ANY ($1)`,
    [wanted],
  );
  return found.map(toOrder);
}

export async function findOrder(db: Queryable, id: string): Promise<OrderState | null> {
  return (await findOrders(db, [id]))[0] ?? null;
}

/** The order that a return belongs to. */
export async function findOrderIdOfReturn(db: Queryable, returnId: string): Promise<string | null> {
  if (!isId('ret', returnId)) return null;
  const found = await row<{ order_id: string }>(db, 'SELECT order_id FROM order_returns WHERE id = $1', [
    returnId,
  ]);
  return found?.order_id ?? null;
}

export type LockedOrder = { readonly order: OrderState; readonly saga: SagaRecord };

/**
 * Orders and their sagas by id, locked until the end of the transaction, in the order of their ids so that two who lock
 * many never wait for each other. Ids that name none are left out.
 *
 * @param options.skipLocked also leaves out orders that another transaction holds
 */
export async function lockOrders(
  tx: Queryable,
  ids: readonly string[],
  options: { readonly skipLocked?: boolean } = {},
): Promise<Map<string, LockedOrder>> {
  const found = await rows<
    OrderRow & {
      step: SagaStep;
      attempts: number;
      deadline_at: Date | null;
      payment_token: string | null;
      correlation_id: string | null;
    }
  >(
    tx,
    `SELECT ${orderColumns}, sg.step, sg.attempts, sg.deadline_at, sg.payment_token, sg.correlation_id
     FROM orders o JOIN order_states st ON st.order_id = o.id JOIN order_sagas sg ON sg.order_id = o.id
     WHERE o.id = ANY ($1) ORDER BY o.id FOR UPDATE OF st, sg ${options.skipLocked ? 'SKIP LOCKED' : ''}`,
    [ids.filter((id) => isId('ord', id))],
  );
  return new Map(
    found.map((each) => [
      each.id,
      {
        order: toOrder(each),
        saga: {
          step: each.step,
          attempts: each.attempts,
          deadlineAt: each.deadline_at,
          paymentToken: each.payment_token,
          correlationId: each.correlation_id,
        },
      },
    ]),
  );
}

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
         shipping_method_name, payment_provider, placed_at)
       SELECT o.id, o.number, o."cartId", o."customerId", o."guestId", o.email, o.phone, o.locale, o.currency,
         t."subtotalMinor", t."discountMinor", t."shippingMinor", t."taxMinor", t."totalMinor", o."shippingAddress",
         o."shippingMethodId", o."shippingMethodName", o."paymentProvider", o."placedAt"
       FROM jsonb_to_record($1::jsonb) AS o(id text, number text, "cartId" text, "customerId" text, "guestId" text,
           email text, phone text, locale text, currency text, totals jsonb, "shippingAddress" jsonb,
           "shippingMethodId" text, "shippingMethodName" text, "paymentProvider" text, "placedAt" timestamptz),
         jsonb_to_record(o.totals) AS t("subtotalMinor" bigint, "discountMinor" bigint, "shippingMinor" bigint,
           "taxMinor" bigint, "totalMinor" bigint)
     ), lines AS (
       INSERT INTO order_lines (order_id, position, id, variant_id, product_id, sku, title, variant_title,
         product_slug, image_url, seller_id, category_slug, quantity, unit_price_minor, line_total_minor,
         discount_minor, tax_minor)
       SELECT $2, l.position, l.id, l."variantId", l."productId", l.sku, l.title, l."variantTitle",
         l."productSlug", l."imageUrl", l."sellerId", l."categorySlug", l.quantity, l."unitPriceMinor",
         l."lineTotalMinor", l."discountMinor", l."taxMinor"
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb->'lines') AS (id text, "variantId" text, "productId" text,
         sku text, title text, "variantTitle" text, "productSlug" text, "imageUrl" text, "sellerId" text,
         "categorySlug" text, quantity int, "unitPriceMinor" bigint, "lineTotalMinor" bigint,
         "discountMinor" bigint, "taxMinor" bigint)) WITH ORDINALITY AS l(id, "variantId", "productId", sku, title,
         "variantTitle", "productSlug", "imageUrl", "sellerId", "categorySlug", quantity, "unitPriceMinor",
         "lineTotalMinor", "discountMinor", "taxMinor", position)
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
     UPDATE carts SET status = 'ORDERED', order_id = $2, version = version + 1, updated_at = $4 WHERE id = $10`,
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

/** Appends to the logs of locked orders, and brings their states and sagas up to them, in one statement. */
export async function saveOrders(tx: Queryable, changes: readonly OrderChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `WITH changed AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS c("orderId" text, version int, status text,
         "cancelReason" text, "paymentAction" jsonb, fulfilments jsonb, returns jsonb, refunds jsonb,
         "deliveredAt" timestamptz, "updatedAt" timestamptz, step text, attempts int, "deadlineAt" timestamptz,
         "paymentToken" text)
     ), log AS (
       INSERT INTO order_events (order_id, version, type, status, data, actor, correlation_id, occurred_at)
       SELECT e."orderId", e.version, e.type, e.status, e.data, e.actor, e."correlationId", e."occurredAt"
       FROM jsonb_to_recordset($2::jsonb) AS e("orderId" text, version int, type text, status text, data jsonb,
         actor text, "correlationId" text, "occurredAt" timestamptz)
     ), state AS (
       UPDATE order_states st SET version = c.version, status = c.status, cancel_reason = c."cancelReason",
         payment_action = c."paymentAction", fulfilments = c.fulfilments, returns = c.returns, refunds = c.refunds,
         delivered_at = c."deliveredAt", updated_at = c."updatedAt"
       FROM changed c WHERE st.order_id = c."orderId" AND st.version < c.version
     ), known_returns AS (
       INSERT INTO order_returns (id, order_id, status)
       SELECT r.id, c."orderId", r.status
       FROM changed c, jsonb_to_recordset(c.returns) AS r(id text, status text)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status WHERE order_returns.status <> excluded.status
     )
     UPDATE order_sagas sg SET step = c.step, attempts = c.attempts, deadline_at = c."deadlineAt",
       payment_token = c."paymentToken"
     FROM changed c
     WHERE sg.order_id = c."orderId"
       AND (sg.step, sg.attempts, sg.deadline_at) IS DISTINCT FROM (c.step, c.attempts, c."deadlineAt")`,
    [JSON.stringify(changes.map(toChangeRow)), JSON.stringify(changes.flatMap(toLogRows))],
  );
}

function toChangeRow({ order, saga }: OrderChange): object {
  const { id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds } = order;
  const { deliveredAt, updatedAt } = order;
  const { step, attempts, deadlineAt, paymentToken } = saga;
  return {
    ...{ orderId: id, version, status, cancelReason, paymentAction, fulfilments, returns, refunds },
    ...{ deliveredAt, updatedAt, step, attempts, deadlineAt, paymentToken },
  };
}

function toLogRows({ order, log }: OrderChange): object[] {
  return log.map(({ entry, ...record }) => ({ orderId: order.id, ...record, ...entry }));
}

/** A row of the database as an order. */
export function toOrder(found: OrderRow): OrderState {
  return {
    id: found.id,
    number: found.number,
    cartId: found.cart_id,
    customerId: found.customer_id,
    guestId: found.guest_id,
    email: found.email,
    phone: found.phone,
    locale: found.locale,
    currency: found.currency,
    lines: found.lines,
    totals: {
      subtotalMinor: Number(found.subtotal_minor),
      discountMinor: Number(found.discount_minor),
      shippingMinor: Number(found.shipping_minor),
      taxMinor: Number(found.tax_minor),
      totalMinor: Number(found.total_minor),
    },
    shippingAddress: found.shipping_address,
    shippingMethodId: found.shipping_method_id,
    shippingMethodName: found.shipping_method_name,
    paymentProvider: found.payment_provider,
    placedAt: found.placed_at.toISOString(),
    version: found.version,
    status: found.status,
    cancelReason: found.cancel_reason,
    paymentAction: found.payment_action,
    fulfilments: found.fulfilments,
    returns: found.returns,
    refunds: found.refunds,
    deliveredAt: found.delivered_at?.toISOString() ?? null,
    updatedAt: found.updated_at.toISOString(),
  };
}
