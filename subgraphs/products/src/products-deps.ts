import type { TransactionDeps } from '@souk/shared/outbox';

/** What the resolvers work with. */
export type ProductsDeps = TransactionDeps & {
  readonly now: () => Date;
  readonly shopCurrency: string;
  readonly reviewModeration: boolean;
  readonly mediaBaseUrl: string;
  /** Signs claims of flash sales, which orders reads with the same secret. */
  readonly claimSecret: string;
};
