import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { notificationSent } from '@souk/shared/events/notification-sent';
import type { Delivery } from './delivery.entity.ts';

export type SentDelivery = Pick<Delivery, 'id' | 'channel' | 'topic' | 'orderId' | 'attempts'> & {
  readonly correlationId: string | undefined;
};

/** The news that messages were handed over at one time: an event for each channel and topic, not for each message. */
export function sentEvents(sent: readonly SentDelivery[], now: Date): EventEnvelope[] {
  const groups = Map.groupBy(sent, ({ channel, topic }) => `${channel} ${topic}`);
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    const alone = group.length === 1;
    return createEvent(
      notificationSent,
      {
        aggregateId: first.id,
        aggregateVersion: first.attempts,
        occurredAt: now,
        correlationId: alone ? first.correlationId : undefined,
      },
      {
        deliveryId: alone ? first.id : null,
        channel: first.channel,
        topic: first.topic,
        orderId: alone ? first.orderId : null,
        count: group.length,
      },
    );
  });
}
