import { parsePage } from '@souk/shared/connection';
import { money } from '@souk/shared/money';
import { isAdmin } from '@souk/shared/viewer';
import { toTotals, userErrorsOf } from '../cart/cart.resolvers.ts';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import { fulfilOrder } from '../fulfilment/fulfil-order.ts';
import { markOrderDelivered } from '../fulfilment/mark-order-delivered.ts';
import type { OrdersUserError, Resolvers } from '../generated/schema.ts';
import { requireOwner } from '../owner.ts';
import { shippingOffers } from '../pricing/shipping-methods.ts';
import { decideReturn, type ReturnDecisionName } from '../return/decide-return.ts';
import { requestReturn } from '../return/request-return.ts';
import { cancelOrder } from './cancel-order.ts';
import type { Caller } from './change-order.ts';
import { findOrderByNumber } from './find-order-by-number.ts';
import { listOrdersForStaff, listOrdersOfCustomer } from './list-orders.ts';
import { fulfilledQuantity, type OrderLine, type OrderReturn, returnedQuantity } from './order-state.ts';
import { canCancel, canRequestReturn, type OrderView } from './order-view.ts';
import { placeOrder } from './place-order.ts';
import { watchMyOrders, watchOrder } from './watch-orders.ts';

/** A line needs its order to tell its money and what has become of it. */
export type OrderLineSource = OrderLine & { readonly order: OrderView };
export type ReturnSource = OrderReturn & { readonly currency: string };
export type UserSource = { readonly id: string };

type OrderPayload = { order: OrderView | null; userErrors: OrdersUserError[] };
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
  | 'Return'
  | 'ReturnLine'
  | 'PaymentAction'
  | 'ShippingMethod'
  | 'User';

/** Resolvers of orders, their shipments and returns. */
export function orderResolvers(deps: Deps): Pick<Resolvers, OrderTypes> {
  const db = deps.dataSource.manager;

  return {
    Query: {
      order: (_parent, { id }, { loaders }) => loaders.orders.load(id),
      orderByNumber: (_parent, args) => findOrderByNumber(db, args, new Date()),
      orders: (_parent, { where, ...page }, { viewer }) =>
        listOrdersForStaff(db, viewer, parsePage(page), where ?? {}),
      shippingMethods: (_parent, { countryCode }) => [...shippingOffers(countryCode, deps.currency, 0)],
    },
    Mutation: {
      placeOrder: (_parent, { input }, context) => {
        const caller = { ...callerOf(context), owner: requireOwner(context.viewer) };
        return answerOrder(context, () => placeOrder(deps, caller, input));
      },
      cancelOrder: (_parent, { input }, context) =>
        answerOrder(context, () => cancelOrder(deps, callerOf(context), input), input.orderId),
      fulfilOrder: (_parent, { input }, context) =>
        answerOrder(context, () => fulfilOrder(deps, callerOf(context), input), input.orderId),
      markOrderDelivered: (_parent, { input }, context) =>
        answerOrder(context, () => markOrderDelivered(deps, callerOf(context), input), input.orderId),
      requestReturn: (_parent, { input }, context) =>
        answerReturn(context, () => requestReturn(deps, callerOf(context), input)),
      ...returnDecisions('approveReturn', 'rejectReturn', 'receiveReturn'),
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
    },
    Order: {
      __resolveReference: ({ id }, { loaders }) => loaders.orders.load(id),
      lines: (order) => order.lines.map((line) => ({ ...line, order })),
      totals: (order) => toTotals(order.totals, order.currency),
      total: (order) => money(order.totals.totalMinor, order.currency),
      email: (order) => (order.role === 'SELLER' ? null : order.email),
      customer: (order) => (order.customerId ? { id: order.customerId } : null),
      timeline: async (order, _args, { loaders }) => {
        const entries = await loaders.timelines.load(order.id);
        return entries.map((entry) => (order.role === 'SELLER' ? { ...entry, note: null } : entry));
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
      unitPrice: (line) => money(line.unitPriceMinor, line.order.currency),
      lineTotal: (line) => money(line.lineTotalMinor, line.order.currency),
      tax: (line) => money(line.taxMinor, line.order.currency),
      variant: (line) => ({ id: line.variantId, sku: line.sku }),
      seller: (line) => (line.sellerId ? { id: line.sellerId } : null),
    },
    Fulfilment: { lines: (fulfilment) => [...fulfilment.lines] },
    FulfilmentLine: { orderLineId: (line) => line.lineId },
    Return: {
      lines: (request) => [...request.lines],
      refundAmount: (request) => money(request.refundMinor, request.currency),
    },
    ReturnLine: { orderLineId: (line) => line.lineId },
    ShippingMethod: { price: (offer) => money(offer.priceMinor, offer.currency) },
    User: {
      __resolveReference: ({ id }) => ({ id }),
      orders: (user, page, { viewer }) => {
        const isVisible = (viewer.kind === 'user' && viewer.id === user.id) || isAdmin(viewer);
        return isVisible ? listOrdersOfCustomer(db, viewer, user.id, parsePage(page)) : null;
      },
    },
  };

  function callerOf({ viewer, correlationId }: Context): Caller {
    return { viewer, correlationId, now: new Date() };
  }

  /** The payload of a change; a refusal shows the order as it stands, where the viewer may see it. */
  async function answerOrder(
    { loaders }: Context,
    change: () => Promise<{ readonly orderId: string }>,
    refusedId?: string,
  ): Promise<OrderPayload> {
    try {
      const { orderId } = await change();
      return { order: await loaders.orders.load(orderId), userErrors: [] };
    } catch (error) {
      const userErrors = userErrorsOf(error);
      return { order: refusedId ? await loaders.orders.load(refusedId) : null, userErrors };
    }
  }

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
