import type { TransactionDeps } from '@souk/shared/outbox';
import type { PasswordHasher } from './password/password-hasher.ts';
import type { IssueAccessToken } from './session/access-token.ts';
import type { PasswordLimits } from './session/password-guard.ts';

/** What the use cases of this subgraph work with. */
export type UsersDeps = TransactionDeps & {
  readonly passwords: PasswordHasher;
  readonly issueAccessToken: IssueAccessToken;
  readonly passwordLimits: PasswordLimits;
};
