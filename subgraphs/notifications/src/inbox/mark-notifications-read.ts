import type { DataSource } from 'typeorm';
import { countUnread, markRead } from './notification.repository.ts';

/** Marks messages of an inbox as read, all unread ones where `ids` is null. Others' ids change nothing. */
export async function markNotificationsRead(
  deps: { readonly dataSource: DataSource },
  input: { readonly recipient: string; readonly ids: readonly string[] | null; readonly now: Date },
): Promise<{ marked: number; unreadCount: number }> {
  const db = deps.dataSource.manager;
  const marked = await markRead(db, input.recipient, input.ids, input.now);
  return { marked, unreadCount: await countUnread(db, input.recipient) };
}
