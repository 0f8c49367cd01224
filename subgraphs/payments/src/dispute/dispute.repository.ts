import { type EntityManager, In } from 'typeorm';
import { type Dispute, disputeEntity } from './dispute.entity.ts';

export async function saveDispute(tx: EntityManager, dispute: Dispute): Promise<void> {
  await tx.upsert(disputeEntity, dispute, ['id']);
}

/** Disputes of payments, oldest first. */
export function findDisputesOfPayments(db: EntityManager, paymentIds: readonly string[]): Promise<Dispute[]> {
  return db.find(disputeEntity, { where: { paymentId: In([...paymentIds]) }, order: { id: 'ASC' } });
}

/** Disputes that wait for a decision, those that are to be answered first before. */
export function findOpenDisputes(db: EntityManager, limit: number): Promise<Dispute[]> {
  return db.find(disputeEntity, {
    where: { status: 'OPEN' },
    order: { respondBy: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
    take: limit,
  });
}
