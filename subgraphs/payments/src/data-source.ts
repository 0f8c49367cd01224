import { CreatePayments1763700000000 } from './migrations/1763700000000-create-payments.ts';
import { paymentEntity } from './payment/payment.entity.ts';
import { paymentAttemptEntity } from './payment/payment-attempt.entity.ts';
import { refundEntity } from './refund/refund.entity.ts';

/** What TypeORM needs to know about this subgraph's database. */
export const database = {
  entities: [paymentEntity, paymentAttemptEntity, refundEntity],
  migrations: [CreatePayments1763700000000],
};
