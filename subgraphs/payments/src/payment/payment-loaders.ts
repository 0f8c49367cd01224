import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Dispute } from '../dispute/dispute.entity.ts';
import { findDisputesOfPayments } from '../dispute/dispute.repository.ts';
import type { Refund } from '../refund/refund.entity.ts';
import { findRefundsOfPayments } from '../refund/refund.repository.ts';
import type { Payment } from './payment.entity.ts';
import { findPayments, findPaymentsOfOrders } from './payment.repository.ts';
import type { PaymentAttempt } from './payment-attempt.entity.ts';
import { findAttempts } from './payment-attempt.repository.ts';

export type Loaders = {
  readonly payment: DataLoader<string, Payment | null>;
  readonly paymentsOfOrder: DataLoader<string, Payment[]>;
  readonly refundsOfPayment: DataLoader<string, Refund[]>;
  readonly disputesOfPayment: DataLoader<string, Dispute[]>;
  readonly attemptsOfPayment: DataLoader<string, PaymentAttempt[]>;
};

/** Loaders of one request: what is asked for many times is read once, in one statement. They check no ownership. */
export function createLoaders({ manager }: DataSource): Loaders {
  return {
    payment: new DataLoader(async (ids) => {
      const found = new Map((await findPayments(manager, ids)).map((payment) => [payment.id, payment]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    paymentsOfOrder: new DataLoader(async (ids) => {
      const found = Map.groupBy(await findPaymentsOfOrders(manager, ids), ({ orderId }) => orderId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    refundsOfPayment: new DataLoader(async (ids) => {
      const found = Map.groupBy(await findRefundsOfPayments(manager, ids), ({ paymentId }) => paymentId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    disputesOfPayment: new DataLoader(async (ids) => {
      const found = Map.groupBy(await findDisputesOfPayments(manager, ids), ({ paymentId }) => paymentId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    attemptsOfPayment: new DataLoader(async (ids) => {
      const found = Map.groupBy(await findAttempts(manager, ids), ({ paymentId }) => paymentId);
      return ids.map((id) => found.get(id) ?? []);
    }),
  };
}
