import { EntitySchema } from 'typeorm';

/** A message in the store's own inbox. */
export type InAppNotification = {
  id: string;
  eventId: string;
  /** Id of the customer or guest it is for. */
  recipient: string;
  topic: string;
  title: string;
  body: string;
  /** Path in the store. */
  link: string | null;
  readAt: Date | null;
  createdAt: Date;
};

export const notificationEntity = new EntitySchema<InAppNotification>({
  name: 'notification',
  tableName: 'notifications',
  columns: {
    id: { type: 'text', primary: true },
    eventId: { type: 'text', name: 'event_id' },
    recipient: { type: 'text' },
    topic: { type: 'text' },
    title: { type: 'text' },
    body: { type: 'text' },
    link: { type: 'text', nullable: true },
    readAt: { type: 'timestamptz', name: 'read_at', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});
