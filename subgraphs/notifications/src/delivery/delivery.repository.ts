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
> & { readonly event: SoukEvent<Topic> };

/** Claims a message, to be sent after a pause. When that is over, the database's clock tells. */
export async function insertDelivery(
  tx: EntityManager,
  delivery: Omit<Delivery, 'dueAt'>,
  holdSeconds: number,
): Promise<void> {
  const dueAt = (): string => `now() + make_interval(secs => ${Number(holdSeconds)})`;
  await tx.getRepository(deliveryEntity).insert({ ...delivery, dueAt });
}

/** Keeps the event that deliveries are written from until `forgetSourceEvents`. */
export async function keepSourceEvent(tx: Queryable, event: SoukEvent<Topic>): Promise<void> {
  await tx.query('INSERT INTO source_events (id, envelope) VALUES ($1, $2)', [
    event.id,
    JSON.stringify(event),
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
       delivery.order_id, delivery.attempts, source.envelope`,
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
  }));
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
 * Writes down what became of a try.
 *
 * @returns false where the try is no longer the current one: its lease ended and somebody else took over
 */
export async function settleDelivery(
  tx: Queryable,
  delivery: Pick<DueDelivery, 'id' | 'attempts'>,
  outcome: Outcome,
): Promise<boolean> {
  const settled = await row(
    tx,
    `UPDATE deliveries SET
       status = $3,
       last_error = $4,
       sent_at = CASE WHEN $3 = 'SENT' THEN now() END,
       due_at = now() + make_interval(secs => $5)
     WHERE id = $1 AND attempts = $2 AND status = 'PENDING'
     RETURNING id`,
    [
      delivery.id,
      delivery.attempts,
      outcome.status,
      'error' in outcome ? outcome.error : null,
      outcome.status === 'PENDING' ? outcome.pauseSeconds : 0,
    ],
  );
  return settled !== null;
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
  /** A part of the recipient, in any case. */
  readonly recipient?: string | null | undefined;
};

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
  if (where.recipient) {
    const pattern = `%${where.recipient.replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere('delivery.recipient ILIKE :pattern', { pattern });
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
