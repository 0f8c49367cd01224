import { inTransaction } from '@souk/shared/outbox';
import { lockUser } from '../account/user.repository.ts';
import type { Call } from '../context.ts';
import type { UsersDeps } from '../users-deps.ts';
import { endSessions } from './end-sessions.ts';

/**
 * Ends the session that asks, or all sessions of its user.
 *
 * @returns how many were ended; an ended one is not ended again
 */
export async function logout(
  deps: UsersDeps,
  call: Call,
  input: { readonly userId: string; readonly sessionId: string | null; readonly everywhere: boolean },
): Promise<number> {
  const { userId, sessionId, everywhere } = input;
  return inTransaction(deps, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user || (!everywhere && !sessionId)) return 0;
    const ended = await endSessions(tx, call, {
      user,
      sessions: everywhere || !sessionId ? { allBut: null } : { only: sessionId },
      reason: everywhere ? 'LOGOUT_EVERYWHERE' : 'LOGOUT',
    });
    return ended.length;
  });
}
