import { createEvent } from '@souk/shared/events/define-event';
import { userProfileChanged } from '@souk/shared/events/user-profile-changed';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { Call } from '../context.ts';
import type { User } from './user.entity.ts';
import { nextUserVersion } from './user.repository.ts';

/** Tells that a user's name, phone, locale or roles changed; returns the user with its new version. */
export async function recordProfileChange(tx: EntityManager, call: Call, user: User): Promise<User> {
  const version = await nextUserVersion(tx, user.id);
  const { id, email, firstName, lastName, phone, locale, roles } = user;
  await recordEvents(
    tx,
    createEvent(
      userProfileChanged,
      {
        aggregateId: id,
        aggregateVersion: version,
        occurredAt: call.now,
        correlationId: call.correlationId,
        traceparent: call.traceparent,
      },
      { userId: id, email, firstName, lastName, phone, locale, roles },
    ),
  );
  return { ...user, version };
}
