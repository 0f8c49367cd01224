import 'server-only';
import { cache } from 'react';
import { currentIdentity, heldGuestToken } from '../session/identity.ts';
import { ApiError } from './api-error.ts';
import {
  CancelOrderDocument,
  type CancelOrderInput,
  type CancelOrderMutation,
  InvoiceFileDocument,
  type InvoiceFileQuery,
  MyOrdersDocument,
  type MyOrdersQuery,
  OrderByNumberDocument,
  OrderDocument,
  type OrderViewFragment,
  PaymentProvidersDocument,
  type PaymentProvidersQuery,
  PlaceOrderDocument,
  type PlaceOrderInput,
  type PlaceOrderMutation,
  RequestReturnDocument,
  type RequestReturnInput,
  type RequestReturnMutation,
} from './generated/graphql.ts';
import { requestAsVisitor, requestPublic, requestWithToken } from './request.ts';

export type OrderView = OrderViewFragment;
export type OrderCardPage = NonNullable<NonNullable<MyOrdersQuery['viewer']>['orders']>;

async function orderFor(id: string, token: string | null): Promise<OrderView | null> {
  try {
    return (await requestWithToken(OrderDocument, { id }, token)).order ?? null;
  } catch (error) {
    if (error instanceof ApiError && (error.kind === 'forbidden' || error.kind === 'unauthenticated'))
      return null;
    throw error;
  }
}

/**
 * An order that the visitor may see, as the user or as the guest whose token the browser still holds; null if there is none.
 * Throws ApiError.
 */
export const loadOrder = cache(async (id: string): Promise<OrderView | null> => {
  const { kind, token } = await currentIdentity();
  const order = token ? await orderFor(id, token) : null;
  if (order || kind !== 'user') return order;
  const guestToken = await heldGuestToken();
  return guestToken ? orderFor(id, guestToken) : null;
});

/** A guest's order by number and address; null if they do not belong together. Throws ApiError. */
export async function findOrder(number: string, email: string): Promise<OrderView | null> {
  return (await requestAsVisitor(OrderByNumberDocument, { number, email })).orderByNumber ?? null;
}

/** The file behind an invoice's token; null where the token is not good any more. Throws ApiError. */
export async function loadInvoiceFile(token: string): Promise<InvoiceFileQuery['invoiceFile']> {
  return (await requestPublic(InvoiceFileDocument, { token })).invoiceFile;
}

/** The signed-in user's orders, newest first; null if nobody is signed in. Throws ApiError. */
export async function loadMyOrders(first: number, after?: string): Promise<OrderCardPage | null> {
  return (await requestAsVisitor(MyOrdersDocument, { first, after })).viewer?.orders ?? null;
}

/** Ways to pay that this shop offers. Throws ApiError. */
export async function loadPaymentProviders(): Promise<PaymentProvidersQuery['paymentProviders']> {
  return (await requestPublic(PaymentProvidersDocument, {})).paymentProviders;
}

/** Turns the cart into an order. Throws ApiError. */
export async function placeOrder(input: PlaceOrderInput): Promise<PlaceOrderMutation['placeOrder']> {
  return (await requestAsVisitor(PlaceOrderDocument, { input })).placeOrder;
}

/** Cancels an order. Throws ApiError. */
export async function cancelOrder(input: CancelOrderInput): Promise<CancelOrderMutation['cancelOrder']> {
  return (await requestAsVisitor(CancelOrderDocument, { input })).cancelOrder;
}

/** Asks to send lines back. Throws ApiError. */
export async function requestReturn(
  input: RequestReturnInput,
): Promise<RequestReturnMutation['requestReturn']> {
  return (await requestAsVisitor(RequestReturnDocument, { input })).requestReturn;
}
