import type { Logger } from '@souk/shared/logger';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { PaymentProviders } from '../provider/payment-provider.ts';
import { createOutcomeRecorder, type RecordOutcome } from './record-outcomes.ts';

export type PaymentBase = TransactionDeps & {
  readonly providers: PaymentProviders;
  readonly logger: Logger;
  /** Decides when things are due, never whether they are right: a wrong clock makes calls early, not double. */
  readonly clock: () => Date;
};

export type PaymentDeps = PaymentBase & {
  /** Shared by all of a process, so that outcomes of the same moment are written together. */
  readonly recordOutcome: RecordOutcome;
};

export function createPaymentDeps({
  dataSource,
  signals,
  providers,
  logger,
  clock,
}: PaymentBase): PaymentDeps {
  const base: PaymentBase = { dataSource, signals, providers, logger, clock };
  return { ...base, recordOutcome: createOutcomeRecorder(base) };
}
