import { createEvent } from '@souk/shared/events/define-event';
import { userRegistered } from '@souk/shared/events/user-registered';
import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { emailAddress } from '../content/contact.ts';
import { textLine } from '../content/text-line.ts';
import type { Call } from '../context.ts';
import { newPassword } from '../password/password-rules.ts';
import { isRefused, parseInput, type Refused, refuse } from '../refusal.ts';
import { type AttemptLimit, giveBackAttempts, takeAttempt } from '../session/attempt-limiter.ts';
import { openSession, type SignedIn, signIn } from '../session/open-session.ts';
import type { UsersDeps } from '../users-deps.ts';
import type { User } from './user.entity.ts';
import { insertUser } from './user.repository.ts';

export const personName = textLine(100);

const newAccount = z
  .object({ email: emailAddress, password: newPassword, firstName: personName, lastName: personName })
  .refine(({ email, password }) => password.toLowerCase() !== email, {
    path: ['password'],
    params: { code: 'WEAK_PASSWORD' },
    message: 'The password is the e-mail address.',
  });

/** Refused registrations per network: asking address after address which ones are taken gets nowhere. */
export const refusedRegistrations: AttemptLimit = { maximum: 50, windowSeconds: 3_600 };

/**
 * Opens a customer account and signs in. An address that has an account already is refused with the same code and text
 * as any other refusal, after the same work; see the README on what that can hide and what it cannot.
 *
 * @throws GraphQLError SERVICE_UNAVAILABLE when too many passwords wait to be hashed
 */
export async function register(
  deps: UsersDeps,
  call: Call,
  input: {
    readonly email: string;
    readonly password: string;
    readonly firstName: string;
    readonly lastName: string;
  },
): Promise<SignedIn | Refused> {
  const parsed = parseInput(newAccount, input);
  if (isRefused(parsed)) return parsed;
  const { password, ...person } = parsed.value;

  const attempts = call.callerNetwork ? [`register:${call.callerNetwork}`] : [];
  for (const key of attempts) {
    if (!(await takeAttempt(deps.dataSource.manager, key, refusedRegistrations, call.now))) {
      return refuse('TOO_MANY_ATTEMPTS', 'Too many accounts were refused. Wait an hour.');
    }
  }
  const passwordHash = await deps.passwords.hash(password).catch(async (error: unknown) => {
    await giveBackAttempts(deps.dataSource.manager, attempts);
    throw error;
  });
  const user: User = {
    ...person,
    id: createId('usr', call.now.getTime()),
    passwordHash,
    phone: null,
    locale: 'en',
    roles: ['CUSTOMER'],
    version: 1,
    createdAt: call.now,
  };
  const opened = await inTransaction(deps, async (tx) =>
    (await addAccount(tx, call, user)) ? openSession(tx, call, user) : null,
  );
  if (!opened) return refuse('REGISTRATION_REFUSED', 'The account could not be created with these details.');
  await giveBackAttempts(deps.dataSource.manager, attempts);
  return signIn(deps, opened, call.now);
}

/** Adds an account and tells so, unless its e-mail address or id is taken; tells whether it did. */
export async function addAccount(
  tx: EntityManager,
  call: Pick<Call, 'now' | 'correlationId' | 'traceparent'>,
  user: User,
): Promise<boolean> {
  if (!(await insertUser(tx, user))) return false;
  const { id, email, firstName, lastName, locale, roles } = user;
  await recordEvents(
    tx,
    createEvent(
      userRegistered,
      {
        aggregateId: id,
        aggregateVersion: user.version,
        occurredAt: call.now,
        correlationId: call.correlationId,
        traceparent: call.traceparent,
      },
      { userId: id, email, firstName, lastName, locale, roles },
    ),
  );
  return true;
}
