import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent } from '@souk/shared/events/define-event';
import { notificationSent } from '@souk/shared/events/notification-sent';
import { createId } from '@souk/shared/ids';
import { handleOnce } from '@souk/shared/inbox';
import { announce, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import { inboxKey, insertNotification } from '../inbox/notification.repository.ts';
import { languageFor } from '../wording/language.ts';
import type { Delivery } from './delivery.entity.ts';
import { deliveriesKey, insertDelivery, keepSourceEvent } from './delivery.repository.ts';
import { type Route, routesOf, subjectOf } from './routes.ts';
import type { DataOf, Topic } from './template.ts';

export type ClaimDeps = TransactionDeps & { readonly storeUrl: string };

/**
 * Claims every message that an event leads to, in one transaction: mails and texts as deliveries that a sender
 * carries out, in-app messages at once. A second delivery of the event claims nothing.
 *
 * @returns whether the event was new
 */
export async function claimDeliveries(deps: ClaimDeps, event: SoukEvent<Topic>, now: Date): Promise<boolean> {
  return handleOnce(deps, 'notifications', event, async (tx) => {
    const subject = subjectOf(event);
    let toSend = 0;
    for (const route of routesOf(event)) {
      const recipient = route.to(event.data);
      if (recipient === null) continue;
      const delivery = newDelivery(event, subject, route, recipient, now);
      await insertDelivery(tx, delivery, route.hold?.seconds ?? 0);
      if (route.channel !== 'IN_APP') {
        toSend += 1;
        continue;
      }
      const setting = { language: languageFor(subject.locale), storeUrl: deps.storeUrl };
      const notificationId = createId('ntf', now.getTime());
      await insertNotification(tx, {
        id: notificationId,
        eventId: event.id,
        recipient,
        topic: event.type,
        ...route.template(event.data as DataOf<Topic>, setting),
        readAt: null,
        createdAt: now,
      });
      announce(tx, inboxKey(recipient), notificationId);
      await recordEvents(tx, sentEvent(delivery, event.correlationid, now));
    }
    if (toSend === 0) return;
    await keepSourceEvent(tx, event);
    announce(tx, deliveriesKey);
  });
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
