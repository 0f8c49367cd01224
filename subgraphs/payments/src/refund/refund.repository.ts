import { type EntityManager, In, Not } from 'typeorm';
import { type Refund, refundEntity } from './refund.entity.ts';

export async function insertRefund(tx: EntityManager, refund: Refund): Promise<void> {
  await tx.insert(refundEntity, refund);
}

/**
 * The refund to make next: the oldest that waits.
 *
 * @param done ids of refunds whose outcome is known but not yet written
 */
export function findPendingRefund(
  tx: EntityManager,
  paymentId: string,
  done: readonly string[],
): Promise<Refund | null> {
  return tx.findOne(refundEntity, {
    where: { paymentId, status: 'PENDING', ...(done.length > 0 ? { id: Not(In([...done])) } : {}) },
    order: { id: 'ASC' },
  });
}

export function findRefund(db: EntityManager, id: string): Promise<Refund | null> {
  return db.findOne(refundEntity, { where: { id } });
}

export function findRefundByKey(
  db: EntityManager,
  paymentId: string,
  requestKey: string,
): Promise<Refund | null> {
  return db.findOne(refundEntity, { where: { paymentId, requestKey } });
}

export function findRefundsOfPayments(db: EntityManager, paymentIds: readonly string[]): Promise<Refund[]> {
  return db.find(refundEntity, { where: { paymentId: In([...paymentIds]) }, order: { id: 'ASC' } });
}

export async function saveRefund(tx: EntityManager, refund: Refund): Promise<void> {
  const { id, ...columns } = refund;
  await tx.update(refundEntity, { id }, columns);
}
