import { parsePage } from '@souk/shared/connection';
import { poolOf } from '@souk/shared/data-source';
import { money } from '@souk/shared/money';
import { isAdmin } from '@souk/shared/viewer';
import { toDiscount, toTotals, userErrorsOf } from '../cart/cart.resolvers.ts';
import type { PricedCart } from '../cart/cart.ts';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import { Requoted } from '../errors.ts';
import { fulfilOrder } from '../fulfilment/fulfil-order.ts';
import { markOrderDelivered } from '../fulfilment/mark-order-delivered.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { InvoiceSource } from '../invoice/invoice.resolvers.ts';
import { addOrderNote } from '../note/add-order-note.ts';
import { requireOwner } from '../owner.ts';
import { shippingOffers } from '../pricing/shipping-methods.ts';
import { decideReturn, type ReturnDecisionName } from '../return/decide-return.ts';
import { requestReturn } from '../return/request-return.ts';
import { answerOrder, callerOf, type OrderPayload } from './answer-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { findOrderByNumber } from './find-order-by-number.ts';
import { listOrdersForStaff, listOrdersOfCustomer } from './list-orders.ts';
import {
  type Cancellation,
  cancelledQuantity,
  fulfilledQuantity,
  type OrderLine,
  type OrderReturn,
  returnedQuantity,
} from './order-state.ts';
import { canCancel, canRequestReturn, type OrderView, viewOrder } from './order-view.ts';
import { createPlaceOrder } from './place-order.ts';
import { watchMyOrders, watchOrder, watchOrdersOfStaff } from './watch-orders.ts';

/** A line needs its order to tell its money and what has become of it. */
export type OrderLineSource = OrderLine & { readonly order: OrderView };
export type ReturnSource = OrderReturn & { readonly currency: string };
export type CancellationSource = Cancellation & { readonly currency: string };
export type UserSource = { readonly id: string };

type PlaceOrderPayload = OrderPayload & { cart: PricedCart | null };
type ReturnPayload = OrderPayload & { return: ReturnSource | null };

type OrderTypes =
  | 'Query'
  | 'Mutation'
  | 'Subscription'
  | 'Order'
  | 'OrderConnection'
  | 'OrderLine'
  | 'Fulfilment'
  | 'FulfilmentLine'
  | 'Cancellation'
  | 'Return'
  | 'ReturnLine'
  | 'PaymentAction'
  | 'ShippingMethod'
  | 'User';

/** Resolvers of orders, their shipments and returns. */
export function orderResolvers(deps: Deps): Pick<Resolvers, OrderTypes> {
  const db = poolOf(deps.dataSource);
  const placeOrder = createPlaceOrder(deps);

  return {
    Query: {
      order: (_parent, { id }, { loaders }) => loaders.orders.load(id),
      orderByNumber: (_parent, args) => findOrderByNumber(db, args, new Date()),
      orders: (_parent, { where, ...page }, { viewer }) =>
        listOrdersForStaff(db, viewer, parsePage(page), where ?? {}),
      shippingMethods: (_parent, { countryCode }) => [...shippingOffers(countryCode, deps.currency, 0)],
    },
    Mutation: {
      placeOrder: async (_parent, { input }, context): Promise<PlaceOrderPayload> => {
        const owner = requireOwner(context.viewer);
        const { viewer, loaders } = context;
        try {
          const { orderId, order } = await placeOrder({ ...callerOf(context), owner }, input);
          const view = order ? viewOrder(order, viewer) : await loaders.orders.load(orderId);
          return { order: view, cart: null, userErrors: [] };
        } catch (error) {
          const userErrors = userErrorsOf(error);
          const cart = error instanceof Requoted ? error.quote : await loaders.carts.load(input.cartId);
          return { order: null, cart, userErrors };
        }
      },
      cancelOrder: (_parent, { input }, context) =>
        answerOrder(context, (caller) => cancelOrder(deps, caller, input), input.orderId),
      fulfilOrder: (_parent, { input }, context) =>
        answerOrder(context, (caller) => fulfilOrder(deps, caller, input), input.orderId),
      markOrderDelivered: (_parent, { input }, context) =>
        answerOrder(context, (caller) => markOrderDelivered(deps, caller, input), input.orderId),
      addOrderNote: (_parent, { input }, context) =>
        answerOrder(context, (caller) => addOrderNote(deps, caller, input), input.orderId),
      requestReturn: (_parent, { input }, context) =>
        answerReturn(context, () => requestReturn(deps, callerOf(context), input)),
      ...returnDecisions('approveReturn', 'rejectReturn', 'receiveReturn', 'retryReturnRefund'),
    },
    Subscription: {
      orderUpdated: {
        subscribe: (_parent, { orderId }, { viewer }) => watchOrder(deps, viewer, orderId),
        resolve: (order: OrderView) => order,
      },
      myOrdersUpdated: {
        subscribe: (_parent, _args, { viewer }) => watchMyOrders(deps, viewer),
        resolve: (order: OrderView) => order,
      },
      ordersUpdated: {
        subscribe: (_parent, _args, { viewer }) => watchOrdersOfStaff(deps, viewer),
        resolve: (order: OrderView) => order,
      },
    },
    Order: {
      __resolveReference: ({ id }, { loaders }) => loaders.orders.load(id),
      lines: (order) => order.lines.map((line) => ({ ...line, order })),
      totals: (order) => toTotals(order.totals, order.currency),
      total: (order) => money(order.totals.totalMinor, order.currency),
      discounts: (order) => order.discounts.map((discount) => toDiscount(discount, order.currency)),
      notes: (order) => order.notes.map((note) => ({ ...note, at: new Date(note.at) })),
      cancellations: (order) => order.cancellations.map((each) => ({ ...each, currency: order.currency })),
      invoices: async (order, _args, { loaders }): Promise<InvoiceSource[]> => {
        if (order.role === 'SELLER') return [];
        return (await loaders.invoices.load(order.id)).map((invoice) => ({ ...invoice, order }));
      },
      email: (order) => (order.role === 'SELLER' ? null : order.email),
      customer: (order) => (order.customerId ? { id: order.customerId } : null),
      timeline: async (order, _args, { loaders }) => {
        const entries = await loaders.timelines.load(order.id);
        const visible = entries.filter((entry) => order.role === 'ADMIN' || !entry.isForStaff);
        return visible.map((entry) => ({
          ...entry,
          note: order.role === 'SELLER' ? null : entry.note,
          actor: order.role === 'ADMIN' ? entry.actor : null,
        }));
      },
      fulfilments: (order) => [...order.fulfilments],
      returns: (order) => order.returns.map((each) => ({ ...each, currency: order.currency })),
      paymentAction: (order) => (order.role === 'BUYER' ? order.paymentAction : null),
      canCancel: (order) => canCancel(order),
      canRequestReturn: (order) => canRequestReturn(order, new Date()),
    },
    OrderConnection: {
      edges: (page) => [...page.edges],
      totalCount: (page) => page.count(),
    },
    OrderLine: {
      fulfilledQuantity: ({ order, id }) => fulfilledQuantity(order, id),
      returnedQuantity: ({ order, id }) => returnedQuantity(order, id),
      cancelledQuantity: ({ order, id }) => cancelledQuantity(order, id),
      discount: (line) => money(line.discountMinor, line.order.currency),
      unitPrice: (line) => money(line.unitPriceMinor, line.order.currency),
      lineTotal: (line) => money(line.lineTotalMinor, line.order.currency),
      tax: (line) => money(line.taxMinor, line.order.currency),
      variant: (line) => ({ id: line.variantId, sku: line.sku }),
      seller: (line) => (line.sellerId ? { id: line.sellerId } : null),
    },
    Fulfilment: { lines: (fulfilment) => [...fulfilment.lines] },
    FulfilmentLine: { orderLineId: (line) => line.lineId },
    Cancellation: {
      lines: (cancellation) => [...cancellation.lines],
      refundAmount: (cancellation) => money(cancellation.refundMinor, cancellation.currency),
    },
    Return: {
      lines: (request) => [...request.lines],
      refundAmount: (request) => money(request.refundMinor, request.currency),
      refundFailed: (request) => request.refundFailed ?? false,
    },
    ReturnLine: {
      orderLineId: (line) => line.lineId,
      quantity: (line) => line.askedQuantity ?? line.quantity,
      receivedQuantity: (line) => (line.askedQuantity === undefined ? null : line.quantity),
      restocked: (line) => line.restock ?? null,
    },
    ShippingMethod: { price: (offer) => money(offer.priceMinor, offer.currency) },
    User: {
      __resolveReference: ({ id }) => ({ id }),
      orders: (user, page, { viewer }) => {
        const isVisible = (viewer.kind === 'user' && viewer.id === user.id) || isAdmin(viewer);
        return isVisible ? listOrdersOfCustomer(db, viewer, user.id, parsePage(page)) : null;
      },
    },
  };

  async function answerReturn(
    { loaders }: Context,
    change: () => Promise<{ readonly returnId: string; readonly orderId: string }>,
  ): Promise<ReturnPayload> {
    try {
      const { returnId, orderId } = await change();
      const order = await loaders.orders.load(orderId);
      const found = order?.returns.find(({ id }) => id === returnId);
      return { return: found ? { ...found, currency: order!.currency } : null, order, userErrors: [] };
    } catch (error) {
      return { return: null, order: null, userErrors: userErrorsOf(error) };
    }
  }

  function returnDecisions<Name extends ReturnDecisionName>(
    ...names: Name[]
  ): Record<Name, (parent: unknown, args: { input: unknown }, context: Context) => Promise<ReturnPayload>> {
    return Object.fromEntries(
      names.map((name) => [
        name,
        (_parent: unknown, { input }: { input: unknown }, context: Context) =>
          answerReturn(context, () => decideReturn(deps, callerOf(context), name, input)),
      ]),
    ) as ReturnType<typeof returnDecisions<Name>>;
  }
}
