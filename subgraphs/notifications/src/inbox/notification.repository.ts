import type { EntityManager } from 'typeorm';
import { type InAppNotification, notificationEntity } from './notification.entity.ts';

/** Key of the hints for one inbox. */
export function inboxKey(recipient: string): string {
  return `inbox:${recipient}`;
}

export async function insertNotification(tx: EntityManager, notification: InAppNotification): Promise<void> {
  await tx.getRepository(notificationEntity).insert(notification);
}
