import type { Page } from '@souk/shared/connection';
import { type Queryable, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { type Payment, paymentEntity } from './payment.entity.ts';
import { type PaymentRow, toPayment } from './payment-row.ts';

/** Keeps others from asking for or giving up orders' payments until the transaction ends, even before they have one. */
export async function lockOrders(tx: Queryable, orderIds: readonly string[]): Promise<void> {
  // Sorted, so that two workers with the same orders cannot lock each other out.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(o, 0)) FROM unnest($1::text[]) AS o', [
    [...orderIds].sort(),
  ]);
}

/** The payments of orders by order, their rows locked for the rest of the transaction in the order of their ids. */
export async function lockPaymentsOfOrders(
  tx: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, Payment>> {
  const found = await rows<PaymentRow>(
    tx,
    'SELECT * FROM payments WHERE order_id = ANY($1) ORDER BY id FOR UPDATE',
    [orderIds],
  );
  return new Map(found.map(toPayment).map((payment) => [payment.orderId, payment]));
}

/** The payment of an order, its row locked for the rest of the transaction. */
export async function lockPaymentOfOrder(tx: Queryable, orderId: string): Promise<Payment | null> {
  return (await lockPaymentsOfOrders(tx, [orderId])).get(orderId) ?? null;
}

/** Payments, their rows locked for the rest of the transaction in the order of their ids. */
export async function lockPayments(tx: Queryable, ids: readonly string[]): Promise<Payment[]> {
  const found = await rows<PaymentRow>(
    tx,
    'SELECT * FROM payments WHERE id = ANY($1) ORDER BY id FOR UPDATE',
    [ids],
  );
  return found.map(toPayment);
}

/** A payment, its row locked for the rest of the transaction. */
export async function lockPayment(tx: Queryable, id: string): Promise<Payment | null> {
  return (await lockPayments(tx, [id]))[0] ?? null;
}

export function findPayments(db: EntityManager, ids: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { id: In([...ids]) } });
}

export function findPaymentsOfOrders(db: EntityManager, orderIds: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { orderId: In([...orderIds]) }, order: { id: 'ASC' } });
}

/** A customer's payments for a page, newest first, and one more than fits where there is one. */
export async function listPaymentsOf(db: Queryable, customerId: string, page: Page): Promise<Payment[]> {
  const beyond = page.position ? `AND id ${page.direction === 'forward' ? '<' : '>'} $3` : '';
  const found = await rows<PaymentRow>(
    db,
    `SELECT * FROM payments WHERE customer_id = $1 ${beyond}
     ORDER BY id ${page.direction === 'forward' ? 'DESC' : 'ASC'} LIMIT $2`,
    [customerId, page.limit + 1, ...(page.position ? [page.position[0]] : [])],
  );
  return found.map(toPayment);
}

/** Payments that a worker must look at, the longest due first. */
export async function findDuePayments(db: Queryable, now: Date, limit: number): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    'SELECT id FROM payments WHERE due_at <= $1 ORDER BY due_at LIMIT $2',
    [now, limit],
  );
  return due.map(({ id }) => id);
}
