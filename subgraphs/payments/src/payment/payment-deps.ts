import type { Logger } from '@souk/shared/logger';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { PaymentProviders } from '../provider/payment-provider.ts';

export type PaymentDeps = TransactionDeps & {
  readonly providers: PaymentProviders;
  readonly logger: Logger;
  /** Decides when things are due, never whether they are right: a wrong clock makes calls early, not double. */
  readonly clock: () => Date;
};
