import type { Connection, Page } from '@souk/shared/connection';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { type Channel, type Delivery, type DeliveryStatus, deliveryEntity } from './delivery.entity.ts';
import type { Topic } from './template.ts';

export type DeliveryPage = Connection<Delivery>;

/** Key of the hint that there is something to send. */
export const deliveriesKey = 'deliveries';

/** A delivery whose lease this process holds, with the event to write it from. */
export type DueDelivery = Pick<
  Delivery,
  'id' | 'eventId' | 'channel' | 'recipient' | 'topic' | 'orderId' | 'attempts'
> & {
  readonly event: SoukEvent<Topic>;
  /** The recipient's own language; null where only the event tells one. */
  readonly locale: string | null;
  /** What the mail's way out carries; null where there is none. */
  readonly unsubscribeToken: string | null;
};

/** A message to claim, to be sent after a pause. When that is over, the database's clock tells. */
export type NewDelivery = {
  readonly delivery: Omit<Delivery, 'dueAt'>;
  readonly holdSeconds: number;
  readonly locale: string | null;
  /** What its topic is told of once to a recipient, however many events tell it; null: once per event. */
  readonly toldOnceFor: string | null;
  readonly unsubscribeToken: string | null;
};

/**
 * Claims messages in one statement, which notes their addresses for `readDeliveries` to search.
 *
 * @returns the ids of those claimed: all but what was told before and is told once
 */
export async function insertDeliveries(
  tx: Queryable,
  messages: readonly NewDelivery[],
): Promise<Set<string>> {
  if (messages.length === 0) return new Set();
  const deliveries = messages.map(({ delivery }) => delivery);
  const claimed = await rows<{ id: string }>(
    tx,
    `WITH noted AS (
       INSERT INTO addresses SELECT DISTINCT recipient FROM unnest($3::text[], $4::text[]) AS d (channel, recipient)
       WHERE channel <> 'IN_APP' ORDER BY recipient ON CONFLICT DO NOTHING
     )
     INSERT INTO deliveries (id, event_id, channel, recipient, topic, order_id, customer_id, guest_id, status,
       attempts, created_at, sent_at, due_at, locale, told_once_for, unsubscribe_token)
     SELECT id, event_id, channel, recipient, topic, order_id, customer_id, guest_id, status,
       attempts, created_at, sent_at, now() + make_interval(secs => hold), locale, told_once_for, unsubscribe_token
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::int[], $11::timestamptz[], $12::timestamptz[], $13::float[], $14::text[], $15::text[],
       $16::text[])
       AS d (id, event_id, channel, recipient, topic, order_id, customer_id, guest_id, status,
         attempts, created_at, sent_at, hold, locale, told_once_for, unsubscribe_token)
     ON CONFLICT (told_once_for, topic, channel, recipient) WHERE told_once_for IS NOT NULL DO NOTHING
     RETURNING id`,
    [
      deliveries.map((each) => each.id),
      deliveries.map((each) => each.eventId),
      deliveries.map((each) => each.channel),
      deliveries.map((each) => each.recipient),
      deliveries.map((each) => each.topic),
      deliveries.map((each) => each.orderId),
      deliveries.map((each) => each.customerId),
      deliveries.map((each) => each.guestId),
      deliveries.map((each) => each.status),
      deliveries.map((each) => each.attempts),
      deliveries.map((each) => each.createdAt),
      deliveries.map((each) => each.sentAt),
      messages.map(({ holdSeconds }) => holdSeconds),
      messages.map(({ locale }) => locale),
      messages.map(({ toldOnceFor }) => toldOnceFor),
      messages.map(({ unsubscribeToken }) => unsubscribeToken),
    ],
  );
  return new Set(claimed.map(({ id }) => id));
}

/** Keeps the events that deliveries are written from until `forgetSourceEvents`. */
export async function keepSourceEvents(tx: Queryable, events: readonly SoukEvent<Topic>[]): Promise<void> {
  await tx.query('INSERT INTO source_events (id, envelope) SELECT * FROM unnest($1::text[], $2::text[])', [
    events.map((event) => event.id),
    events.map((event) => JSON.stringify(event)),
  ]);
}

/**
 * Takes deliveries that are due and begins a try of each: until the lease ends nobody else takes them. The database's
 * clock decides, so that the clocks of workers need not agree.
 */
export async function leaseDueDeliveries(
  db: Queryable,
  { channel, limit, leaseSeconds }: { channel: Channel; limit: number; leaseSeconds: number },
): Promise<DueDelivery[]> {
  const leased = await rows<Record<string, string> & { attempts: number }>(
    db,
    `UPDATE deliveries AS delivery
     SET attempts = delivery.attempts + 1, due_at = now() + make_interval(secs => $3)
     FROM (
       SELECT id, event_id FROM deliveries
       WHERE status = 'PENDING' AND channel = $1 AND due_at <= now()
       ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ) AS due
     JOIN source_events AS source ON source.id = due.event_id
     WHERE delivery.id = due.id
     RETURNING delivery.id, delivery.event_id, delivery.channel, delivery.recipient, delivery.topic,
       delivery.order_id, delivery.attempts, delivery.locale, delivery.unsubscribe_token, source.envelope`,
    [channel, limit, leaseSeconds],
  );
  return leased.map((found) => ({
    id: found.id!,
    eventId: found.event_id!,
    channel: found.channel as Channel,
    recipient: found.recipient!,
    topic: found.topic!,
    orderId: found.order_id ?? null,
    attempts: found.attempts,
    event: JSON.parse(found.envelope!) as SoukEvent<Topic>,
    locale: found.locale ?? null,
    unsubscribeToken: found.unsubscribe_token ?? null,
  }));
}

/**
 * Drops held messages that newer news of their order makes pointless, before they fall due. One that somebody is about to
 * send is left to its sender, which looks for news itself.
 */
export async function supersedeHeld(
  tx: Queryable,
  held: readonly { readonly orderId: string; readonly topic: Topic }[],
): Promise<void> {
  if (held.length === 0) return;
  await tx.query(
    `UPDATE deliveries SET status = 'SUPERSEDED' WHERE id IN (
       SELECT id FROM deliveries
       WHERE (order_id, topic) IN (SELECT * FROM unnest($1::text[], $2::text[]))
         AND status = 'PENDING' AND attempts = 0
       FOR UPDATE SKIP LOCKED
     )`,
    [held.map(({ orderId }) => orderId), held.map(({ topic }) => topic)],
  );
}

/** Whether an order has news of any of these topics. */
export async function hasNews(db: Queryable, orderId: string, topics: readonly Topic[]): Promise<boolean> {
  const found = await row(db, 'SELECT 1 FROM deliveries WHERE order_id = $1 AND topic = ANY($2) LIMIT 1', [
    orderId,
    topics,
  ]);
  return found !== null;
}

/** What became of a try. A retry comes after a pause; the others are final. */
export type Outcome =
  | { readonly status: 'SENT' | 'SUPERSEDED' }
  | { readonly status: 'FAILED'; readonly error: string }
  | { readonly status: 'PENDING'; readonly error: string; readonly pauseSeconds: number };

/**
 * Writes down what became of tries, in one statement.
 *
 * @returns the ids of those that were current: of the others the lease had ended and somebody else took over
 */
export async function settleDeliveries(
  tx: Queryable,
  tries: readonly { readonly delivery: Pick<DueDelivery, 'id' | 'attempts'>; readonly outcome: Outcome }[],
): Promise<Set<string>> {
  const settled = await rows<{ id: string }>(
    tx,
    `UPDATE deliveries AS delivery SET
       status = try.status,
       last_error = try.error,
       sent_at = CASE WHEN try.status = 'SENT' THEN now() END,
       due_at = now() + make_interval(secs => try.pause)
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::float[])
       AS try (id, attempts, status, error, pause)
     WHERE delivery.id = try.id AND delivery.attempts = try.attempts AND delivery.status = 'PENDING'
     RETURNING delivery.id`,
    [
      tries.map(({ delivery }) => delivery.id),
      tries.map(({ delivery }) => delivery.attempts),
      tries.map(({ outcome }) => outcome.status),
      tries.map(({ outcome }) => ('error' in outcome ? outcome.error : null)),
      tries.map(({ outcome }) => (outcome.status === 'PENDING' ? outcome.pauseSeconds : 0)),
    ],
  );
  return new Set(settled.map(({ id }) => id));
}

/** Removes events whose messages are all settled after 30 days: they hold personal data and are needed no more. */
export async function forgetSourceEvents(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM source_events WHERE id IN (
       SELECT id FROM source_events AS source
       WHERE received_at < now() - interval '30 days'
         AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event_id = source.id AND status = 'PENDING')
       ORDER BY received_at LIMIT 5000
     )`,
  );
}

export type DeliveryWhere = {
  readonly channels?: readonly Channel[] | null | undefined;
  readonly statuses?: readonly DeliveryStatus[] | null | undefined;
  readonly orderId?: string | null | undefined;
  /** A part of a mail address or phone number in any case, or the whole id of an inbox. */
  readonly recipient?: string | null | undefined;
};

/** Whether a recipient is the id of a customer or guest, whose messages are shown in the store. */
function isInbox(recipient: string): boolean {
  return /^(usr|gst)_[0-9a-z]{20,}$/.test(recipient);
}

/** A page of deliveries, newest first: one more than the page holds, if there is one. */
export function readDeliveries(db: EntityManager, page: Page, where: DeliveryWhere): Promise<Delivery[]> {
  const forward = page.direction === 'forward';
  const query = db
    .getRepository(deliveryEntity)
    .createQueryBuilder('delivery')
    .orderBy('delivery.id', forward ? 'DESC' : 'ASC')
    .limit(page.limit + 1);
  if (page.position)
    query.andWhere(`delivery.id ${forward ? '<' : '>'} :beyond`, { beyond: page.position[0] });
  if (where.channels) query.andWhere('delivery.channel = ANY(:channels)', { channels: where.channels });
  if (where.statuses) query.andWhere('delivery.status = ANY(:statuses)', { statuses: where.statuses });
  if (where.orderId) query.andWhere('delivery.orderId = :orderId', { orderId: where.orderId });
  if (where.recipient && isInbox(where.recipient)) {
    query.andWhere('delivery.recipient = :inbox', { inbox: where.recipient });
  } else if (where.recipient) {
    const pattern = `%${where.recipient.replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere('delivery.recipient IN (SELECT address FROM addresses WHERE address ILIKE :pattern)', {
      pattern,
    });
  }
  return query.getMany();
}

/** The deliveries of some orders, newest first, where `buyerId` is given only those of that customer or guest. */
export function readDeliveriesOfOrders(
  db: EntityManager,
  orderIds: readonly string[],
  buyerId: string | null,
): Promise<Delivery[]> {
  const query = db
    .getRepository(deliveryEntity)
    .createQueryBuilder('delivery')
    .where('delivery.orderId = ANY(:orderIds)', { orderIds })
    .orderBy('delivery.id', 'DESC');
  if (buyerId) query.andWhere('(delivery.customerId = :buyerId OR delivery.guestId = :buyerId)', { buyerId });
  return query.getMany();
}
