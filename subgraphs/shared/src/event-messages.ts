import { findEvent } from './events/catalogue.ts';
import type { EventEnvelope } from './events/define-event.ts';

/** A message that no retry can mend: not JSON, not an event, or of an unknown version. */
export class PoisonMessage extends Error {
  override readonly name = 'PoisonMessage';
}

/** An event as the outbox keeps it, its envelope in JSON. */
export type StoredEvent = { readonly type: string; readonly envelope: string };

/** What SNS carries as one message: events of one type, in the order they were recorded. */
export type EventMessage<Stored extends StoredEvent> = {
  readonly type: string;
  readonly body: string;
  /** In UTF-8 bytes, its attribute included. */
  readonly bytes: number;
  readonly events: readonly Stored[];
};

/** Few enough for a consumer to handle within the visibility timeout. */
export const maxMessageEvents = 50;
/** SNS and SQS take 256 KiB; what they charge for begins anew at each 64 KiB. */
const maxMessageBytes = 64 * 1024;
const attributeBytes = 64;

/**
 * Packs events into as few messages as can be: each is a CloudEvents batch (JSON batch format, an array) of one type,
 * so that a subscription's filter by type works as for single ones. An event too large to share goes alone.
 */
export function packEvents<Stored extends StoredEvent>(events: readonly Stored[]): EventMessage<Stored>[] {
  type Draft = { type: string; bytes: number; events: Stored[] };
  const drafts: Draft[] = [];
  const open = new Map<string, Draft>();
  for (const event of events) {
    const bytes = Buffer.byteLength(event.envelope) + 1;
    let draft = open.get(event.type);
    if (!draft || draft.events.length === maxMessageEvents || draft.bytes + bytes > maxMessageBytes) {
      draft = { type: event.type, bytes: attributeBytes, events: [] };
      open.set(event.type, draft);
      drafts.push(draft);
    }
    draft.bytes += bytes;
    draft.events.push(event);
  }
  return drafts.map((draft) => ({
    ...draft,
    body: `[${draft.events.map(({ envelope }) => envelope).join(',')}]`,
  }));
}

/**
 * The events in a message's body, a CloudEvents batch or a single event, each checked against its own schema. One that
 * fails is given as its error in its place: those beside it can be handled all the same.
 *
 * @throws PoisonMessage where the body holds no events at all
 */
export function unpackEvents(body: string): (EventEnvelope | PoisonMessage)[] {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch (cause) {
    throw new PoisonMessage('the message is not JSON', { cause });
  }
  const envelopes: unknown[] = Array.isArray(content) ? content : [content];
  if (envelopes.length === 0) throw new PoisonMessage('the message holds no event');
  return envelopes.map((envelope) => checkEvent(envelope as EventEnvelope | undefined));
}

function checkEvent(envelope: EventEnvelope | undefined): EventEnvelope | PoisonMessage {
  const definition = typeof envelope?.type === 'string' ? findEvent(envelope.type) : undefined;
  if (!envelope || !definition || typeof envelope.id !== 'string') {
    return new PoisonMessage('the message is not an event of ours');
  }
  if (envelope.dataversion !== definition.version) {
    return new PoisonMessage(`version ${envelope.dataversion} of ${envelope.type} is not known here`);
  }
  const data = definition.data.safeParse(envelope.data);
  if (!data.success) {
    return new PoisonMessage(`${envelope.type} does not match its schema`, {
      cause: data.error,
    });
  }
  return { ...envelope, data: data.data };
}

/** A flow is gathered, a trickle is not: each event that came earns the next ones a pause of so much. */
const pausePerEventMs = 5;
const maxPauseMs = 100;

/**
 * How long to gather before the next call when the last one carried so many events, in milliseconds: below 200 events
 * a second nobody waits to speak of, above it the calls settle at ten a second however many events there are.
 */
export function gatherPauseMs(events: number): number {
  return Math.min(maxPauseMs, events * pausePerEventMs);
}
