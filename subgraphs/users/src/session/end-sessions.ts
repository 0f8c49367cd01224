import { createEvent, type EventOf } from '@souk/shared/events/define-event';
import { sessionRevoked } from '@souk/shared/events/session-revoked';
import { recordEvents } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { User } from '../account/user.entity.ts';
import { nextUserVersion } from '../account/user.repository.ts';
import type { Call } from '../context.ts';

export type SessionsToEnd =
  | { readonly only: string }
  /** `null`: all of them. */
  | { readonly allBut: string | null };

type Reason = EventOf<typeof sessionRevoked>['data']['reason'];

/**
 * Ends live sessions of a user and tells so. Their refresh tokens stop working at once, their access tokens when they
 * expire.
 *
 * @returns the ids of the sessions that were live until now
 */
export async function endSessions(
  tx: EntityManager,
  call: Call,
  input: { readonly user: User; readonly sessions: SessionsToEnd; readonly reason: Reason },
): Promise<string[]> {
  const { user, sessions, reason } = input;
  const ended = await rows<{ id: string }>(
    tx,
    `UPDATE sessions SET revoked_at = $2
     WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
       AND ($3::text IS NULL OR id = $3) AND ($4::text IS NULL OR id <> $4)
     RETURNING id`,
    [
      user.id,
      call.now,
      'only' in sessions ? sessions.only : null,
      'allBut' in sessions ? sessions.allBut : null,
    ],
  );
  const sessionIds = ended.map(({ id }) => id).sort();
  // A changed password is news to its owner even where it ended no other session.
  if (sessionIds.length > 0 || reason === 'PASSWORD_CHANGED') {
    await recordEvents(
      tx,
      createEvent(
        sessionRevoked,
        {
          aggregateId: user.id,
          aggregateVersion: await nextUserVersion(tx, user.id),
          occurredAt: call.now,
          correlationId: call.correlationId,
          traceparent: call.traceparent,
        },
        { userId: user.id, email: user.email, firstName: user.firstName, sessionIds, reason },
      ),
    );
  }
  return sessionIds;
}
