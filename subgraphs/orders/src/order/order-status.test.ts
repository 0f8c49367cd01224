import { canTransition, type OrderStatus, orderStatuses } from './order-status.ts';

const allowed: readonly `${OrderStatus} -> ${OrderStatus}`[] = [
  'PLACED -> STOCK_RESERVED',
  'PLACED -> CANCELLED',
  'STOCK_RESERVED -> AWAITING_PAYMENT',
  'STOCK_RESERVED -> PAYMENT_AUTHORIZED',
  'STOCK_RESERVED -> CANCELLED',
  'AWAITING_PAYMENT -> PAYMENT_AUTHORIZED',
  'AWAITING_PAYMENT -> CANCELLED',
  'PAYMENT_AUTHORIZED -> CONFIRMED',
  'PAYMENT_AUTHORIZED -> CANCELLED',
  'CONFIRMED -> PARTIALLY_FULFILLED',
  'CONFIRMED -> FULFILLED',
  'CONFIRMED -> CANCELLED',
  'PARTIALLY_FULFILLED -> PARTIALLY_FULFILLED',
  'PARTIALLY_FULFILLED -> FULFILLED',
  'FULFILLED -> DELIVERED',
];

const pairs = orderStatuses.flatMap((from) => orderStatuses.map((to) => `${from} -> ${to}` as const));

test.each(pairs)('%s is allowed exactly if the table says so', (pair) => {
  const [from, to] = pair.split(' -> ') as [OrderStatus, OrderStatus];
  expect(canTransition(from, to)).toBe(allowed.includes(pair));
});
