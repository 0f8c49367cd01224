import { EntitySchema } from 'typeorm';

export type Channel = 'EMAIL' | 'SMS' | 'PUSH' | 'IN_APP';

/** `SUPERSEDED`: newer news of the same order went out before this was due. */
export type DeliveryStatus = 'PENDING' | 'SENT' | 'FAILED' | 'SUPERSEDED';

/** A message to one recipient on one channel: first a claim, then a trail of what became of it. */
export type Delivery = {
  id: string;
  eventId: string;
  channel: Channel;
  /** A mail address, a phone number, or for IN_APP the id of the customer or guest. */
  recipient: string;
  topic: string;
  orderId: string | null;
  customerId: string | null;
  guestId: string | null;
  status: DeliveryStatus;
  /** Tries begun. A try that was overtaken by its lease tells so by this number. */
  attempts: number;
  lastError: string | null;
  /** While PENDING: when to try, or when the lease of the try under way ends. */
  dueAt: Date;
  createdAt: Date;
  sentAt: Date | null;
};

export const deliveryEntity = new EntitySchema<Delivery>({
  name: 'delivery',
  tableName: 'deliveries',
  columns: {
    id: { type: 'text', primary: true },
    eventId: { type: 'text', name: 'event_id' },
    channel: { type: 'text' },
    recipient: { type: 'text' },
    topic: { type: 'text' },
    orderId: { type: 'text', name: 'order_id', nullable: true },
    customerId: { type: 'text', name: 'customer_id', nullable: true },
    guestId: { type: 'text', name: 'guest_id', nullable: true },
    status: { type: 'text' },
    attempts: { type: 'int' },
    lastError: { type: 'text', name: 'last_error', nullable: true },
    dueAt: { type: 'timestamptz', name: 'due_at' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    sentAt: { type: 'timestamptz', name: 'sent_at', nullable: true },
  },
});
