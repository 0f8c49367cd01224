import { codedError } from '@souk/shared/errors';
import { inTransaction } from '@souk/shared/outbox';
import { z } from 'zod';
import { type User, userEntity } from '../account/user.entity.ts';
import { lockUser } from '../account/user.repository.ts';
import type { Call } from '../context.ts';
import { isRefused, parseInput, type Refused, refuse } from '../refusal.ts';
import { endSessions } from '../session/end-sessions.ts';
import { admitPasswordTry, checkPassword } from '../session/password-guard.ts';
import type { UsersDeps } from '../users-deps.ts';
import { newPassword } from './password-rules.ts';

const change = z.object({ currentPassword: z.string().max(512), newPassword });

/**
 * Changes a user's password and ends all other sessions. Wrong current passwords count like wrong ones at login.
 *
 * @throws GraphQLError UNAUTHENTICATED when the account is gone, SERVICE_UNAVAILABLE when too many passwords wait
 */
export async function changePassword(
  deps: UsersDeps,
  call: Call,
  input: {
    readonly userId: string;
    readonly sessionId: string | null;
    readonly currentPassword: string;
    readonly newPassword: string;
  },
): Promise<User | Refused> {
  const parsed = parseInput(change, input);
  if (isRefused(parsed)) return parsed;
  const db = deps.dataSource.manager;
  const user = await db.findOneBy(userEntity, { id: input.userId });
  if (!user) throw codedError('UNAUTHENTICATED');
  if (input.newPassword.toLowerCase() === user.email) {
    return refuse('WEAK_PASSWORD', 'The password is the e-mail address.', ['newPassword']);
  }

  const attempt = await admitPasswordTry(db, deps.passwordLimits, { ...call, email: user.email });
  if (!attempt) return refuse('TOO_MANY_ATTEMPTS', 'Too many wrong passwords. Wait some minutes.');
  const wrong = refuse('INVALID_CREDENTIALS', 'The current password is wrong.', ['currentPassword']);
  if (!(await checkPassword(deps, attempt, user.passwordHash, input.currentPassword))) return wrong;
  await attempt.succeeded();
  const passwordHash = await deps.passwords.hash(input.newPassword);

  return inTransaction(deps, async (tx) => {
    const current = await lockUser(tx, user.id);
    // Of two changes at once the first wins; the other one's current password is no longer current.
    if (current?.passwordHash !== user.passwordHash) return wrong;
    await tx.update(userEntity, { id: user.id }, { passwordHash });
    await endSessions(tx, call, {
      user: current,
      sessions: { allBut: input.sessionId },
      reason: 'PASSWORD_CHANGED',
    });
    return { ...current, passwordHash };
  });
}
