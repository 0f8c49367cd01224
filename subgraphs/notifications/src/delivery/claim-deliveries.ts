import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent } from '@souk/shared/events/define-event';
import { notificationSent } from '@souk/shared/events/notification-sent';
import { createId } from '@souk/shared/ids';
import { handleTogether } from '@souk/shared/inbox';
import { announce, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { InAppNotification } from '../inbox/notification.entity.ts';
import { inboxKey, insertNotifications } from '../inbox/notification.repository.ts';
import { languageFor } from '../wording/language.ts';
import type { Delivery } from './delivery.entity.ts';
import {
  deliveriesKey,
  insertDeliveries,
  keepSourceEvents,
  type NewDelivery,
} from './delivery.repository.ts';
import { type Route, routesOf, subjectOf } from './routes.ts';
import type { DataOf, Topic } from './template.ts';

export type ClaimDeps = TransactionDeps & { readonly storeUrl: string };

/**
 * Claims every message that events lead to, in one transaction: mails and texts as deliveries that a sender carries
 * out, in-app messages at once. A second delivery of an event claims nothing.
 *
 * @returns how many events were new
 */
export async function claimDeliveries(
  deps: ClaimDeps,
  events: readonly SoukEvent<Topic>[],
  now: Date,
): Promise<number> {
  return handleTogether(deps, 'notifications', events, async (tx, fresh) => {
    const messages = fresh.flatMap((event) => messagesOf(event, now));
    const [inApp, toSend] = [
      messages.filter(({ route }) => route.channel === 'IN_APP'),
      messages.filter(({ route }) => route.channel !== 'IN_APP'),
    ];
    await insertDeliveries(tx, messages);
    const notifications = inApp.map((message) => newNotification(deps, message, now));
    await insertNotifications(tx, notifications);
    for (const { recipient, id } of notifications) announce(tx, inboxKey(recipient), id);
    await recordEvents(
      tx,
      ...inApp.map(({ delivery, event }) => sentEvent(delivery, event.correlationid, now)),
    );
    if (toSend.length === 0) return;
    await keepSourceEvents(tx, [...new Set(toSend.map(({ event }) => event))]);
    announce(tx, deliveriesKey);
  });
}

type Message = NewDelivery & { readonly event: SoukEvent<Topic>; readonly route: Route };

function messagesOf(event: SoukEvent<Topic>, now: Date): Message[] {
  const subject = subjectOf(event);
  return routesOf(event).flatMap((route) => {
    const recipient = route.to(event.data);
    if (recipient === null) return [];
    const delivery = newDelivery(event, subject, route, recipient, now);
    return [{ event, route, delivery, holdSeconds: route.hold?.seconds ?? 0 }];
  });
}

function newNotification(deps: ClaimDeps, { event, route, delivery }: Message, now: Date): InAppNotification {
  if (route.channel !== 'IN_APP') throw new Error(`${route.channel} is not shown in the store`);
  const setting = { language: languageFor(subjectOf(event).locale), storeUrl: deps.storeUrl };
  return {
    id: createId('ntf', now.getTime()),
    eventId: event.id,
    recipient: delivery.recipient,
    topic: event.type,
    ...route.template(event.data as DataOf<Topic>, setting),
    readAt: null,
    createdAt: now,
  };
}

function newDelivery(
  event: SoukEvent<Topic>,
  subject: ReturnType<typeof subjectOf>,
  route: Route,
  recipient: string,
  now: Date,
): Omit<Delivery, 'dueAt'> {
  const inApp = route.channel === 'IN_APP';
  return {
    id: createId('dlv', now.getTime()),
    eventId: event.id,
    channel: route.channel,
    recipient,
    topic: event.type,
    orderId: subject.orderId,
    customerId: subject.customerId,
    guestId: subject.guestId,
    status: inApp ? 'SENT' : 'PENDING',
    attempts: inApp ? 1 : 0,
    lastError: null,
    createdAt: now,
    sentAt: inApp ? now : null,
  };
}

/** The news that a message was handed over. */
export function sentEvent(
  delivery: Pick<Delivery, 'id' | 'channel' | 'topic' | 'orderId' | 'attempts'>,
  correlationId: string | undefined,
  now: Date,
): ReturnType<typeof createEvent> {
  return createEvent(
    notificationSent,
    { aggregateId: delivery.id, aggregateVersion: delivery.attempts, occurredAt: now, correlationId },
    { deliveryId: delivery.id, channel: delivery.channel, topic: delivery.topic, orderId: delivery.orderId },
  );
}
