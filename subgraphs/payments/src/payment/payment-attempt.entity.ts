import { EntitySchema } from 'typeorm';
import type { MoneyOperation } from './payment.entity.ts';

/** A call to the provider: written before it is sent, with its outcome when that is known. */
export type PaymentAttempt = {
  id: string;
  paymentId: string;
  operation: MoneyOperation;
  /** Made from the order or the refund, so that a repeat is known as one by the provider. */
  idempotencyKey: string;
  /** Null while the answer is awaited, and for good if the process died meanwhile. */
  outcome: string | null;
  detail: string | null;
  sentAt: Date;
  answeredAt: Date | null;
};

export const paymentAttemptEntity = new EntitySchema<PaymentAttempt>({
  name: 'paymentAttempt',
  tableName: 'payment_attempts',
  columns: {
    id: { type: 'text', primary: true },
    paymentId: { type: 'text', name: 'payment_id' },
    operation: { type: 'text' },
    idempotencyKey: { type: 'text', name: 'idempotency_key' },
    outcome: { type: 'text', nullable: true },
    detail: { type: 'text', nullable: true },
    sentAt: { type: 'timestamptz', name: 'sent_at' },
    answeredAt: { type: 'timestamptz', name: 'answered_at', nullable: true },
  },
});
