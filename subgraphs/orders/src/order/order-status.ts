/**
 * Where an order stands:
 *
 *   PLACED -> STOCK_RESERVED -> PAYMENT_AUTHORIZED -> CONFIRMED -> PARTIALLY_FULFILLED -> FULFILLED -> DELIVERED
 *                   \-> AWAITING_PAYMENT -/               \--------------------------------/
 *
 * and from any status before the first shipment -> CANCELLED. What is left to ship of a PARTIALLY_FULFILLED order can be
 * cancelled too; what was shipped makes it FULFILLED then.
 */
export const orderStatuses = [
  'PLACED',
  'STOCK_RESERVED',
  'AWAITING_PAYMENT',
  'PAYMENT_AUTHORIZED',
  'CONFIRMED',
  'PARTIALLY_FULFILLED',
  'FULFILLED',
  'DELIVERED',
  'CANCELLED',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];

export type OrderCancelReason =
  | 'OUT_OF_STOCK'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_EXPIRED'
  | 'PRICE_CHANGED'
  | 'BY_CUSTOMER'
  | 'BY_STAFF';

const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  PLACED: ['STOCK_RESERVED', 'CANCELLED'],
  STOCK_RESERVED: ['AWAITING_PAYMENT', 'PAYMENT_AUTHORIZED', 'CANCELLED'],
  AWAITING_PAYMENT: ['PAYMENT_AUTHORIZED', 'CANCELLED'],
  PAYMENT_AUTHORIZED: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['PARTIALLY_FULFILLED', 'FULFILLED', 'CANCELLED'],
  PARTIALLY_FULFILLED: ['PARTIALLY_FULFILLED', 'FULFILLED'],
  FULFILLED: ['DELIVERED'],
  DELIVERED: [],
  CANCELLED: [],
};

/** Whether an order may go from one status to another. */
export function canTransition(from: OrderStatus, to: OrderStatus): boolean {
  return transitions[from].includes(to);
}
