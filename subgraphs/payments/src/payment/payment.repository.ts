import { type Queryable, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { type Payment, paymentEntity } from './payment.entity.ts';

/** Keeps others from asking for or giving up an order's payment until the transaction ends, even before it has one. */
export async function lockOrder(tx: EntityManager, orderId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [orderId]);
}

/** The payment of an order, its row locked for the rest of the transaction. */
export function lockPaymentOfOrder(tx: EntityManager, orderId: string): Promise<Payment | null> {
  return tx.findOne(paymentEntity, { where: { orderId }, lock: { mode: 'pessimistic_write' } });
}

/** A payment, its row locked for the rest of the transaction. */
export function lockPayment(tx: EntityManager, id: string): Promise<Payment | null> {
  return tx.findOne(paymentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** The payment that a provider means, by the provider's own id or by the order it names; its row locked. */
export function lockProviderPayment(
  tx: EntityManager,
  by: Pick<Payment, 'provider'> & { readonly providerPaymentId: string; readonly orderId: string },
): Promise<Payment | null> {
  const { provider, providerPaymentId, orderId } = by;
  return tx.findOne(paymentEntity, {
    where: [
      { provider, providerPaymentId },
      { provider, orderId },
    ],
    lock: { mode: 'pessimistic_write' },
  });
}

/** Writes a new payment unless the order has one. Returns whether it was written. */
export async function insertPayment(tx: EntityManager, payment: Payment): Promise<boolean> {
  const inserted = await tx
    .createQueryBuilder()
    .insert()
    .into(paymentEntity)
    .values(payment)
    .orIgnore()
    .returning(['id'])
    .execute();
  return inserted.raw.length > 0;
}

export async function savePayment(tx: EntityManager, payment: Payment): Promise<void> {
  const { id, ...columns } = payment;
  await tx.update(paymentEntity, { id }, columns);
}

export function findPayments(db: EntityManager, ids: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { id: In([...ids]) } });
}

export function findPaymentsOfOrders(db: EntityManager, orderIds: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { orderId: In([...orderIds]) }, order: { id: 'ASC' } });
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
