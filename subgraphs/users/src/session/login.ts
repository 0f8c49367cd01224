import { inTransaction } from '@souk/shared/outbox';
import { z } from 'zod';
import { userEntity } from '../account/user.entity.ts';
import { findUserByEmail } from '../account/user.repository.ts';
import { normaliseEmail } from '../content/contact.ts';
import type { Call } from '../context.ts';
import { isPasswordText } from '../password/password-rules.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import { openSession, type SignedIn, signIn } from './open-session.ts';
import { admitPasswordTry, checkPassword } from './password-guard.ts';

const credentials = z.object({
  email: z.string().transform(normaliseEmail).pipe(z.string()),
  password: z.string().max(512).refine(isPasswordText),
});

/**
 * Signs in with e-mail address and password. A wrong password, an unknown address and one that is none are answered
 * alike, after the same work.
 *
 * @throws GraphQLError SERVICE_UNAVAILABLE when too many passwords wait to be hashed
 */
export async function login(
  deps: UsersDeps,
  call: Call,
  input: { readonly email: string; readonly password: string },
): Promise<SignedIn | Refused> {
  const wrong = refuse('INVALID_CREDENTIALS', 'E-mail address or password is wrong.');
  const parsed = credentials.safeParse(input);
  if (!parsed.success) return wrong;
  const { email, password } = parsed.data;
  const db = deps.dataSource.manager;

  const attempt = await admitPasswordTry(db, deps.passwordLimits, { ...call, email });
  if (!attempt) return refuse('TOO_MANY_ATTEMPTS', 'Too many wrong passwords. Wait some minutes.');
  const user = await findUserByEmail(db, email);
  const matches = await checkPassword(deps, attempt, user?.passwordHash ?? null, password);
  if (!matches || !user) return wrong;

  const stronger = deps.passwords.isOutdated(user.passwordHash) ? await deps.passwords.hash(password) : null;
  const opened = await inTransaction(deps, async (tx) => {
    // A password that was changed meanwhile no longer opens a session.
    const unchanged = await tx.findOne(userEntity, {
      where: { id: user.id, passwordHash: user.passwordHash },
      lock: { mode: 'pessimistic_write' },
    });
    if (!unchanged) return null;
    if (stronger) await tx.update(userEntity, { id: user.id }, { passwordHash: stronger });
    return openSession(tx, call, unchanged);
  });
  if (!opened) return wrong;
  await attempt.succeeded();
  return signIn(deps, opened, call.now);
}
