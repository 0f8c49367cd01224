import { disputeEntity } from './dispute/dispute.entity.ts';
import { CreatePayments1763700000000 } from './migrations/1763700000000-create-payments.ts';
import { AddMethodsAndDisputes1764300000000 } from './migrations/1764300000000-add-methods-and-disputes.ts';
import { paymentEntity } from './payment/payment.entity.ts';
import { paymentAttemptEntity } from './payment/payment-attempt.entity.ts';
import { refundEntity } from './refund/refund.entity.ts';
import { savedMethodEntity } from './saved-method/saved-method.entity.ts';

/** What TypeORM needs to know about this subgraph's database. */
export const database = {
  entities: [paymentEntity, paymentAttemptEntity, refundEntity, disputeEntity, savedMethodEntity],
  migrations: [CreatePayments1763700000000, AddMethodsAndDisputes1764300000000],
};
