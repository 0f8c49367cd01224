import { type EntityManager, In } from 'typeorm';
import { type PaymentAttempt, paymentAttemptEntity } from './payment-attempt.entity.ts';

export function findAttempts(db: EntityManager, paymentIds: readonly string[]): Promise<PaymentAttempt[]> {
  return db.find(paymentAttemptEntity, { where: { paymentId: In([...paymentIds]) }, order: { id: 'ASC' } });
}
