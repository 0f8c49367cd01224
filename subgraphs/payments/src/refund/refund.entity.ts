import { EntitySchema } from 'typeorm';
import { minorUnits } from '../payment/payment.entity.ts';

export type RefundStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED';

/** Money to pay back. Its amount is reserved on the payment from the moment it is written. */
export type Refund = {
  id: string;
  paymentId: string;
  status: RefundStatus;
  amountMinor: number;
  reason: string | null;
  returnId: string | null;
  /** Key of the one who asked; unique per payment. */
  requestKey: string;
  /** Id of the admin, or null where an event asked. */
  requestedBy: string | null;
  providerRefundId: string | null;
  failureCode: string | null;
  createdAt: Date;
  updatedAt: Date;
};

export const refundEntity = new EntitySchema<Refund>({
  name: 'refund',
  tableName: 'refunds',
  columns: {
    id: { type: 'text', primary: true },
    paymentId: { type: 'text', name: 'payment_id' },
    status: { type: 'text' },
    amountMinor: { type: 'bigint', name: 'amount_minor', transformer: minorUnits },
    reason: { type: 'text', nullable: true },
    returnId: { type: 'text', name: 'return_id', nullable: true },
    requestKey: { type: 'text', name: 'request_key' },
    requestedBy: { type: 'text', name: 'requested_by', nullable: true },
    providerRefundId: { type: 'text', name: 'provider_refund_id', nullable: true },
    failureCode: { type: 'text', name: 'failure_code', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});
