import type { Connection, Page } from '@souk/shared/connection';
import { type Queryable, row, rows } from '@souk/shared/sql';
import { type EntityManager, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { type InAppNotification, notificationEntity } from './notification.entity.ts';

export type InboxPage = Connection<InAppNotification>;

/** Key of the hints for one inbox. */
export function inboxKey(recipient: string): string {
  return `inbox:${recipient}`;
}

/** Puts messages into their inboxes, in one statement. */
export async function insertNotifications(
  tx: Queryable,
  notifications: readonly InAppNotification[],
): Promise<void> {
  if (notifications.length === 0) return;
  await tx.query(
    `INSERT INTO notifications (id, event_id, recipient, topic, title, body, link, created_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::timestamptz[])`,
    [
      notifications.map((each) => each.id),
      notifications.map((each) => each.eventId),
      notifications.map((each) => each.recipient),
      notifications.map((each) => each.topic),
      notifications.map((each) => each.title),
      notifications.map((each) => each.body),
      notifications.map((each) => each.link),
      notifications.map((each) => each.createdAt),
    ],
  );
}

/** A page of an inbox, newest first: one more than the page holds, if there is one. */
export function readInbox(db: EntityManager, recipient: string, page: Page): Promise<InAppNotification[]> {
  const forward = page.direction === 'forward';
  const beyond = page.position?.[0] as string | undefined;
  return db.getRepository(notificationEntity).find({
    where: { recipient, ...(beyond ? { id: forward ? LessThan(beyond) : MoreThan(beyond) } : {}) },
    order: { id: forward ? 'DESC' : 'ASC' },
    take: page.limit + 1,
  });
}

export function readNotificationsById(
  db: EntityManager,
  recipient: string,
  ids: readonly string[],
): Promise<InAppNotification[]> {
  return db.getRepository(notificationEntity).findBy({ recipient, id: In([...ids]) });
}

export function countUnread(db: EntityManager, recipient: string): Promise<number> {
  return db.getRepository(notificationEntity).countBy({ recipient, readAt: IsNull() });
}

/** Marks what is unread of an inbox, only the ids given if any are, and tells how many that were. */
export async function markRead(
  db: Queryable,
  recipient: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<number> {
  const marked = await rows(
    db,
    `UPDATE notifications SET read_at = $2
     WHERE recipient = $1 AND read_at IS NULL AND ($3::text[] IS NULL OR id = ANY($3)) RETURNING id`,
    [recipient, now, ids],
  );
  return marked.length;
}

/** The database's clock. */
export async function readClock(db: Queryable): Promise<Date> {
  return (await row<{ now: Date }>(db, 'SELECT now()'))!.now;
}

/** What came into an inbox since a moment of the database's clock, oldest first. */
export async function readArrivals(
  db: EntityManager,
  recipient: string,
  since: Date,
): Promise<InAppNotification[]> {
  return db.getRepository(notificationEntity).find({
    where: { recipient, createdAt: MoreThan(since) },
    order: { id: 'ASC' },
    take: 200,
  });
}
