import { createHash } from 'node:crypto';
import { type Queryable, row } from '@souk/shared/sql';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { type AttemptLimit, clearAttempts, giveBackAttempts, takeAttempt } from './attempt-limiter.ts';

/**
 * Who may try passwords how often. Only wrong ones count.
 *
 * - per account and network: stops a guesser, but not the owner, who is elsewhere
 * - per network: stops trying one password on many accounts
 * - per account: stops a guesser with many networks; networks that the owner has a session from are exempt, so nobody
 *   can lock the owner out
 */
export type PasswordLimits = {
  readonly accountAndNetwork: AttemptLimit;
  readonly network: AttemptLimit;
  readonly account: AttemptLimit;
};

export const passwordLimits: PasswordLimits = {
  accountAndNetwork: { maximum: 10, windowSeconds: 900 },
  network: { maximum: 100, windowSeconds: 900 },
  account: { maximum: 100, windowSeconds: 3_600 },
};

/** An admitted try of a password. It counts as wrong unless told otherwise. */
export type PasswordTry = {
  /** To be called when the password was right. */
  succeeded(): Promise<void>;
  /** To be called when the password could not be checked. */
  withdrawn(): Promise<void>;
};

/**
 * Admits a try of an account's password, or answers null when there were too many. It does the same for addresses
 * without an account, so that it does not tell which have one.
 */
export async function admitPasswordTry(
  db: Queryable,
  limits: PasswordLimits,
  input: { readonly email: string; readonly callerNetwork: string | null; readonly now: Date },
): Promise<PasswordTry | null> {
  const { callerNetwork, now } = input;
  // Hashed, so that the table is no list of the addresses that people typed.
  const account = createHash('sha256').update(input.email).digest('base64url');
  const accountAndNetwork = `password:${account}:${callerNetwork ?? ''}`;
  const counted = [
    { key: accountAndNetwork, limit: limits.accountAndNetwork },
    ...(callerNetwork ? [{ key: `password:${callerNetwork}`, limit: limits.network }] : []),
    { key: `password:${account}`, limit: limits.account },
  ];
  const taken: string[] = [];
  for (const { key, limit } of counted) {
    if (await takeAttempt(db, key, limit, now)) {
      taken.push(key);
    } else if (limit !== limits.account || !(await isOwnersNetwork(db, input))) {
      await giveBackAttempts(db, taken);
      return null;
    }
  }
  return {
    async succeeded() {
      await giveBackAttempts(db, taken.slice(1));
      await clearAttempts(db, accountAndNetwork);
    },
    withdrawn: () => giveBackAttempts(db, taken),
  };
}

async function isOwnersNetwork(
  db: Queryable,
  input: { readonly email: string; readonly callerNetwork: string | null; readonly now: Date },
): Promise<boolean> {
  const known = await row(
    db,
    `SELECT 1 FROM users JOIN sessions ON user_id = users.id
     WHERE email = $1 AND caller_network = $2 AND expires_at > $3 AND revoked_at IS NULL LIMIT 1`,
    [input.email, input.callerNetwork, input.now],
  );
  return known !== null;
}

/**
 * Whether a password is right, as part of an admitted try. A check that could not be made is no try.
 *
 * @throws GraphQLError SERVICE_UNAVAILABLE when too many passwords wait to be hashed
 */
export async function checkPassword(
  deps: { readonly passwords: PasswordHasher },
  attempt: PasswordTry,
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  try {
    return await deps.passwords.verify(passwordHash, password);
  } catch (error) {
    await attempt.withdrawn();
    throw error;
  }
}
