import { EntitySchema } from 'typeorm';
import { minorUnits } from '../payment/payment.entity.ts';

export type DisputeStatus = 'OPEN' | 'WON' | 'LOST';

/** A buyer's complaint at the bank or the provider about a payment that was taken. */
export type Dispute = {
  id: string;
  paymentId: string;
  provider: string;
  providerDisputeId: string;
  status: DisputeStatus;
  /** In the provider's words, for example `fraudulent`. */
  reason: string;
  amountMinor: number;
  /** Until when the provider takes evidence. */
  respondBy: Date | null;
  openedAt: Date;
  closedAt: Date | null;
};

export const disputeEntity = new EntitySchema<Dispute>({
  name: 'dispute',
  tableName: 'disputes',
  columns: {
    id: { type: 'text', primary: true },
    paymentId: { type: 'text', name: 'payment_id' },
    provider: { type: 'text' },
    providerDisputeId: { type: 'text', name: 'provider_dispute_id' },
    status: { type: 'text' },
    reason: { type: 'text' },
    amountMinor: { type: 'bigint', name: 'amount_minor', transformer: minorUnits },
    respondBy: { type: 'timestamptz', name: 'respond_by', nullable: true },
    openedAt: { type: 'timestamptz', name: 'opened_at' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
  },
});
