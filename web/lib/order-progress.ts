import type { OrderCancelReason, OrderStatus } from './api/generated/graphql.ts';

/** The steps a shopper sees; several statuses of the saga share one. */
export const orderSteps = ['Placed', 'Paid', 'Confirmed', 'Shipped', 'Delivered'] as const;

const reached: Record<Exclude<OrderStatus, 'CANCELLED'>, number> = {
  PLACED: 0,
  STOCK_RESERVED: 0.5,
  AWAITING_PAYMENT: 0.5,
  PAYMENT_AUTHORIZED: 1,
  CONFIRMED: 2,
  PARTIALLY_FULFILLED: 2.5,
  FULFILLED: 3,
  DELIVERED: 4,
};

/**
 * How far along `orderSteps` an order is: 2 means the third step is done, 2.5 that the next one has begun. An order that
 * was cancelled stays where it stopped, which its timeline tells.
 */
export function orderProgress(
  status: OrderStatus,
  timeline: readonly { readonly status: OrderStatus }[] = [],
): number {
  if (status !== 'CANCELLED') return reached[status];
  const before = timeline.map((entry) => entry.status).filter((s) => s !== 'CANCELLED');
  return Math.max(0, ...before.map((s) => reached[s]));
}

/** Whether stock and payment are still being settled, so that the page moves by itself within seconds. */
export function isSettling(status: OrderStatus): boolean {
  return status === 'PLACED' || status === 'STOCK_RESERVED' || status === 'PAYMENT_AUTHORIZED';
}

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

export const statusLabel: Record<OrderStatus, string> = {
  PLACED: 'Placed',
  STOCK_RESERVED: 'Reserved',
  AWAITING_PAYMENT: 'Awaiting payment',
  PAYMENT_AUTHORIZED: 'Paid',
  CONFIRMED: 'Confirmed',
  PARTIALLY_FULFILLED: 'Partly shipped',
  FULFILLED: 'Shipped',
  DELIVERED: 'Delivered',
  CANCELLED: 'Cancelled',
};

export const statusTone: Record<OrderStatus, Tone> = {
  PLACED: 'neutral',
  STOCK_RESERVED: 'neutral',
  AWAITING_PAYMENT: 'warn',
  PAYMENT_AUTHORIZED: 'accent',
  CONFIRMED: 'good',
  PARTIALLY_FULFILLED: 'accent',
  FULFILLED: 'accent',
  DELIVERED: 'good',
  CANCELLED: 'bad',
};

const headlines: Record<Exclude<OrderStatus, 'CANCELLED'>, readonly [string, string]> = {
  PLACED: [
    'Completing your order',
    'We are setting your items aside. This takes a few seconds; you can stay or leave.',
  ],
  STOCK_RESERVED: ['Completing your order', 'Your items are set aside. The payment is being confirmed.'],
  AWAITING_PAYMENT: [
    'One more step to pay',
    'The payment waits for you to confirm it. Your items are held until then.',
  ],
  PAYMENT_AUTHORIZED: ['Completing your order', 'The payment is approved. We are confirming everything.'],
  CONFIRMED: ['Thank you, it’s yours', 'Your order is confirmed and will be packed next.'],
  PARTIALLY_FULFILLED: ['The first parcel is on its way', 'The rest follows as soon as it is packed.'],
  FULFILLED: ['It’s on its way', 'Your order has left the warehouse.'],
  DELIVERED: ['Delivered', 'We hope you love it.'],
};

const cancelled: Record<OrderCancelReason, readonly [string, string]> = {
  OUT_OF_STOCK: ['Sold out before we could hold it', 'Somebody was faster. You have not been charged.'],
  PAYMENT_DECLINED: ['The payment was declined', 'Nothing was charged and your items are free again.'],
  PAYMENT_EXPIRED: [
    'The payment was not confirmed in time',
    'Nothing was charged and your items are free again.',
  ],
  PRICE_CHANGED: [
    'A price changed while you were paying',
    'Nothing was charged. Please look at the new price first.',
  ],
  BY_CUSTOMER: ['Order cancelled', 'As you asked. Anything that was charged is on its way back.'],
  BY_STAFF: [
    'Order cancelled',
    'The shop cancelled this order. Anything that was charged is on its way back.',
  ],
};

/** Headline and a sentence for an order's page. */
export function orderHeadline(
  status: OrderStatus,
  cancelReason: OrderCancelReason | null | undefined,
): readonly [headline: string, sentence: string] {
  return status === 'CANCELLED' ? cancelled[cancelReason ?? 'BY_STAFF'] : headlines[status];
}

const eventWords: Record<string, string> = {
  OrderPlaced: 'Order placed',
  StockRequested: 'Checking stock',
  StockReserved: 'Items set aside',
  OrderStockReserved: 'Items set aside',
  StockRejected: 'Items were sold out',
  PaymentRequested: 'Payment requested',
  PaymentActionRequired: 'Waiting for you to confirm the payment',
  PaymentAuthorized: 'Payment approved',
  PaymentCaptured: 'Payment taken',
  PaymentDeclined: 'Payment declined',
  PaymentVoided: 'Payment released',
  PaymentRefunded: 'Refund sent',
  PaymentRefundFailed: 'A refund did not go through; the shop looks after it',
  DisputeOpened: 'Payment disputed at the bank',
  DisputeClosed: 'Dispute decided',
  OrderConfirmed: 'Order confirmed',
  OrderFulfilled: 'Shipped',
  OrderPartiallyFulfilled: 'Partly shipped',
  OrderDelivered: 'Delivered',
  OrderCancelled: 'Order cancelled',
  ReturnRequested: 'Return requested',
  ReturnApproved: 'Return approved',
  ReturnRejected: 'Return declined',
  ReturnReceived: 'Return received',
  ReturnRefunded: 'Return refunded',
};

/** An entry of the order's timeline in plain words; unknown events are spelt out (`StockCommitted`: Stock committed). */
export function eventLabel(type: string): string {
  const known = eventWords[type];
  if (known) return known;
  const spaced = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
