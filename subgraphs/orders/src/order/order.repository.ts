import { isId } from '@souk/shared/ids';
import { isOneOf, type Queryable, row, rows } from '@souk/shared/sql';
import type { SagaState, SagaStep } from '../saga/saga-decision.ts';
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
  discounts: OrderState['discounts'];
  placed_at: Date;
  lines: OrderLine[];
  version: number;
  status: OrderState['status'];
  cancel_reason: OrderState['cancelReason'];
  payment_action: OrderState['paymentAction'];
  fulfilments: OrderState['fulfilments'];
  returns: OrderState['returns'];
  refunds: OrderState['refunds'];
  notes: OrderState['notes'];
  cancellations: OrderState['cancellations'];
  delivered_at: Date | null;
  updated_at: Date;
};

/** Columns of an order: `o` is its row in orders, `st` the one in order_states. Lines never change after the order. */
export const orderColumns = `o.*, st.version, st.status, st.cancel_reason, st.payment_action, st.fulfilments, st.returns,
  st.refunds, st.notes, st.cancellations, st.delivered_at, st.updated_at, (
    SELECT json_agg(json_build_object('id', l.id, 'variantId', l.variant_id, 'productId', l.product_id, 'sku', l.sku,
      'title', l.title, 'variantTitle', l.variant_title, 'productSlug', l.product_slug, 'imageUrl', l.image_url,
      'sellerId', l.seller_id, 'categorySlug', l.category_slug, 'quantity', l.quantity,
      'unitPriceMinor', l.unit_price_minor, 'lineTotalMinor', l.line_total_minor,
      'discountMinor', l.discount_minor, 'taxMinor', l.tax_minor,
      'taxRateBasisPoints', l.tax_rate_basis_points, 'placeId', l.place_id) ORDER BY l.position)
    FROM order_lines l WHERE l.order_id = o.id) AS lines`;

/** Orders by id, in no particular order; ids that name none are left out. */
export async function findOrders(db: Queryable, ids: readonly string[]): Promise<OrderState[]> {
  const wanted = ids.filter((id) => isId('ord', id));
  if (wanted.length === 0) return [];
  const found = await rows<OrderRow>(
    db,
    `SELECT ${orderColumns} FROM orders o JOIN order_states st ON st.order_id = o.id WHERE o.id ${isOneOf(1)}`,
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

export type FoundOrder = { readonly order: OrderState; readonly saga: SagaRecord };

type FoundRow = OrderRow & {
  step: SagaStep;
  attempts: number;
  deadline_at: Date | null;
  payment_token: string | null;
  correlation_id: string | null;
};

const ordersWithSagas = `SELECT ${orderColumns}, sg.step, sg.attempts, sg.deadline_at, sg.payment_token, sg.correlation_id
  FROM orders o JOIN order_states st ON st.order_id = o.id JOIN order_sagas sg ON sg.order_id = o.id
  WHERE o.id ${isOneOf(1)}`;

/** Orders and their sagas by id, as they are now. Ids that name none are left out. */
export async function findOrdersWithSagas(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, FoundOrder>> {
  return toFound(await rows<FoundRow>(db, ordersWithSagas, [ids.filter((id) => isId('ord', id))]));
}

/**
 * The same, locked until the end of the transaction, in the order of their ids so that two who lock many never wait for
 * each other.
 *
 * @param options.skipLocked also leaves out orders that another transaction holds
 */
export async function lockOrders(
  tx: Queryable,
  ids: readonly string[],
  options: { readonly skipLocked?: boolean } = {},
): Promise<Map<string, FoundOrder>> {
  const lock = `ORDER BY o.id FOR UPDATE OF st, sg ${options.skipLocked ? 'SKIP LOCKED' : ''}`;
  return toFound(
    await rows<FoundRow>(tx, `${ordersWithSagas} ${lock}`, [ids.filter((id) => isId('ord', id))]),
  );
}

function toFound(found: readonly FoundRow[]): Map<string, FoundOrder> {
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
    discounts: found.discounts,
    placedAt: found.placed_at.toISOString(),
    version: found.version,
    status: found.status,
    cancelReason: found.cancel_reason,
    paymentAction: found.payment_action,
    fulfilments: found.fulfilments,
    returns: found.returns,
    refunds: found.refunds,
    notes: found.notes,
    cancellations: found.cancellations,
    deliveredAt: found.delivered_at?.toISOString() ?? null,
    updatedAt: found.updated_at.toISOString(),
  };
}
