import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId } from '@souk/shared/ids';
import { handleTogether } from '@souk/shared/inbox';
import { announce, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { InAppNotification } from '../inbox/notification.entity.ts';
import { inboxKey, insertNotifications } from '../inbox/notification.repository.ts';
import { openPreferences, preferenceKey } from '../preference/preference.repository.ts';
import { recipientsOf } from '../recipient/audience.ts';
import { findPeople, keepContacts, type People } from '../recipient/contact.repository.ts';
import { languageFor } from '../wording/language.ts';
import type { Channel, Delivery } from './delivery.entity.ts';
import {
  type DueDelivery,
  deliveriesKey,
  insertDeliveries,
  keepSourceEvents,
  type NewDelivery,
  supersedeHeld,
} from './delivery.repository.ts';
import type { DeliverySender } from './delivery-sender.ts';
import { heldTopicsEndedBy, type Route, routesOf, subjectOf } from './routes.ts';
import { sentEvents } from './sent-events.ts';
import type { DataOf, Topic } from './template.ts';

export type ClaimDeps = TransactionDeps & {
  readonly storeUrl: string;
  /** The senders of this process, which take what they have room for right after its claim. */
  readonly senders?: Partial<
    Record<Channel, Pick<DeliverySender, 'leaseSeconds' | 'reserve' | 'release' | 'take'>>
  >;
};

/**
 * Claims every message that events lead to, in one transaction: mails and texts as deliveries that a sender carries
 * out, in-app messages at once. A second delivery of an event claims nothing. What a sender here has room for is claimed
 * as leased by it and handed over after the commit, so that nobody has to look for it.
 *
 * @returns how many events were new
 */
export async function claimDeliveries(
  deps: ClaimDeps,
  events: readonly SoukEvent<Topic>[],
  now: Date,
): Promise<number> {
  const begun: Message[] = [];
  let claimed = new Set<string>();
  try {
    const handled = await claim(deps, events, now, begun);
    claimed = handled.claimed;
    return handled.count;
  } finally {
    for (const message of begun) {
      const sender = deps.senders![message.route.channel]!;
      if (claimed.has(message.delivery.id)) sender.take(toDue(message));
      else sender.release();
    }
  }
}

/** @param begun gets the messages for which room was reserved */
async function claim(
  deps: ClaimDeps,
  events: readonly SoukEvent<Topic>[],
  now: Date,
  begun: Message[],
): Promise<{ count: number; claimed: Set<string> }> {
  let claimed = new Set<string>();
  const count = await handleTogether(deps, 'notifications', events, async (tx, fresh) => {
    await keepContacts(tx, fresh);
    await supersedeHeld(tx, fresh.flatMap(endedBy));
    const people = await findPeople(tx, ...peopleFor(fresh));
    const planned = fresh.flatMap((event) => messagesOf(event, people, now));
    const wanted = (await keepWanted(tx, planned, now)).map((message) => beginNow(deps, message, begun));
    claimed = await insertDeliveries(tx, wanted);
    const messages = wanted.filter(({ delivery }) => claimed.has(delivery.id));
    const [inApp, toSend] = [
      messages.filter(({ route }) => route.channel === 'IN_APP'),
      messages.filter(({ route }) => route.channel !== 'IN_APP'),
    ];
    const notifications = inApp.map((message) => newNotification(deps, message, now));
    await insertNotifications(tx, notifications);
    for (const { recipient, id } of notifications) announce(tx, inboxKey(recipient), id);
    await recordEvents(
      tx,
      ...sentEvents(
        inApp.map(({ delivery, event }) => ({ ...delivery, correlationId: event.correlationid })),
        now,
      ),
    );
    if (toSend.length === 0) return;
    await keepSourceEvents(tx, [...new Set(toSend.map(({ event }) => event))]);
    if (toSend.some(({ holdSeconds }) => holdSeconds === 0)) announce(tx, deliveriesKey);
  });
  return { count, claimed };
}

/** A message as leased by the sender of its channel, if that has room for it. */
function beginNow(deps: ClaimDeps, message: Message, begun: Message[]): Message {
  const sender = message.holdSeconds === 0 ? deps.senders?.[message.route.channel] : undefined;
  if (!sender?.reserve()) return message;
  const leased = {
    ...message,
    delivery: { ...message.delivery, attempts: 1 },
    holdSeconds: sender.leaseSeconds,
  };
  begun.push(leased);
  return leased;
}

function toDue({ delivery, event, locale, unsubscribeToken }: Message): DueDelivery {
  const { id, eventId, channel, recipient, topic, orderId, attempts } = delivery;
  return { id, eventId, channel, recipient, topic, orderId, attempts, event, locale, unsubscribeToken };
}

/** The held messages of its order that an event makes pointless. */
function endedBy(event: SoukEvent<Topic>): { orderId: string; topic: Topic }[] {
  const { orderId } = subjectOf(event);
  return orderId === null ? [] : heldTopicsEndedBy(event.type).map((topic) => ({ orderId, topic }));
}

type Message = NewDelivery & {
  readonly event: SoukEvent<Topic>;
  readonly route: Route;
  /** Whose preferences count. */
  readonly owner: string;
};

/** The users whom events may have to reach, and whether all admins are among them. */
function peopleFor(events: readonly SoukEvent<Topic>[]): [userIds: string[], also: { admins: boolean }] {
  const audiences = events.flatMap((event) => routesOf(event).map((route) => route.to(event.data)));
  const known = audiences.filter((audience) => typeof audience === 'object' && audience !== null);
  const userIds = known.flatMap((audience) => ('userId' in audience ? [audience.userId] : []));
  return [userIds, { admins: known.some((audience) => 'role' in audience) }];
}

function messagesOf(event: SoukEvent<Topic>, people: People, now: Date): Message[] {
  const subject = subjectOf(event);
  return routesOf(event).flatMap((route) =>
    recipientsOf(route.to(event.data), route.channel, people).map(({ address, owner, locale }) => ({
      event,
      route,
      owner,
      locale,
      delivery: newDelivery(event, subject, route, address, now),
      holdSeconds: route.hold?.seconds ?? 0,
      toldOnceFor: route.toldOnceFor?.(event.data) ?? null,
      unsubscribeToken: null,
    })),
  );
}

/** The messages that their recipients want, with a way out of those that they may do without. */
async function keepWanted(
  tx: EntityManager,
  messages: readonly Message[],
  now: Date,
): Promise<readonly Message[]> {
  const optional = messages.flatMap(({ route, owner }) =>
    route.preference ? [{ owner, topic: route.preference }] : [],
  );
  if (optional.length === 0) return messages;
  const preferences = await openPreferences(tx, optional, now);
  return messages.flatMap((message) => {
    const { owner, route } = message;
    if (!route.preference) return [message];
    const preference = preferences.get(preferenceKey({ owner, topic: route.preference }));
    return preference?.wanted ? [{ ...message, unsubscribeToken: preference.unsubscribeToken }] : [];
  });
}

function newNotification(
  deps: ClaimDeps,
  { event, route, delivery, locale }: Message,
  now: Date,
): InAppNotification {
  if (route.channel !== 'IN_APP') throw new Error(`${route.channel} is not shown in the store`);
  const setting = { language: languageFor(locale ?? subjectOf(event).locale), storeUrl: deps.storeUrl };
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
