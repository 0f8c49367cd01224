import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { Counter, Gauge, Histogram } from 'prom-client';
import { crashPoints } from './crash-points.ts';
import { gatherPauseMs, maxMessageEvents, PoisonMessage, unpackEvents } from './event-messages.ts';
import type { EventType, SoukEvent } from './events/catalogue.ts';
import type { EventEnvelope } from './events/define-event.ts';
import type { Logger } from './logger.ts';
import { createSqsAcknowledger } from './sqs-acknowledger.ts';
import { startMessageSpan } from './tracing.ts';

/** What a worker does with each type of event that its queue receives. Returning means done, throwing means retry. */
export type Handlers<Type extends EventType> = {
  readonly [T in Type]: (event: SoukEvent<T>) => Promise<unknown>;
};

export type SqsConsumerOptions<Type extends EventType> = {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly handlers: Handlers<Type>;
  readonly logger: Logger;
  /** Events handled side by side; a message may bring some more. */
  readonly concurrency?: number;
  /** The queue's visibility timeout; a handler that takes longer has it extended. */
  readonly visibilityTimeoutSeconds?: number;
};

export type SqsConsumer = {
  /** Stops receiving, waits for what is in hand, and acknowledges it. */
  stop(): Promise<void>;
};

/** A message in hand, and when it must next be kept from being given to others. */
type Heartbeat = { readonly message: Message; extendAt: number };

/** What SQS gives a call. */
const receiveMessages = 10;
/** Messages are asked for as if they were this full. */
const likelyMessageEvents = maxMessageEvents / 5;
const retryAfterSeconds = [1, 2, 5, 15];

const handled = new Histogram({
  name: 'souk_consumer_seconds',
  help: 'Time to handle an event',
  labelNames: ['type', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
});
const age = new Histogram({
  name: 'souk_consumer_event_age_seconds',
  help: 'Age of an event when its handling begins',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
});
const inHand = new Gauge({ name: 'souk_consumer_in_hand', help: 'Events being handled' });
const receiveFailures = new Counter({
  name: 'souk_consumer_receive_failures_total',
  help: 'Failed receives',
});

/**
 * Reads a queue by long polling and hands each event in its messages to the handler of its type. Events are
 * independent: a slow one holds up nobody. A message is acknowledged when all its events are handled; one with an event
 * that fails comes back whole, a little later each time, until the queue's redrive policy moves it to the dead-letter
 * queue. Handlers know what they have handled (inbox.ts), so that the other events of such a message take effect once.
 */
export function startSqsConsumer<Type extends EventType>(options: SqsConsumerOptions<Type>): SqsConsumer {
  const { sqs, queueUrl, logger, concurrency = 100, visibilityTimeoutSeconds = 30 } = options;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const heartbeats = new Set<Heartbeat>();
  const acks = createSqsAcknowledger(sqs, queueUrl, logger);
  const heartbeatMs = (visibilityTimeoutSeconds * 1000) / 3;
  let eventsInHand = 0;

  async function poll(): Promise<void> {
    let failuresInARow = 0;
    while (!stopping.signal.aborted) {
      const room = concurrency - eventsInHand;
      if (room <= 0) {
        await Promise.race(inFlight);
        continue;
      }
      try {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: Math.min(receiveMessages, Math.ceil(room / likelyMessageEvents)),
            WaitTimeSeconds: 20,
            VisibilityTimeout: visibilityTimeoutSeconds,
            MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          }),
          { abortSignal: stopping.signal, requestTimeout: 25_000 },
        );
        failuresInARow = 0;
        const receivedAt = performance.now();
        const inHandBefore = eventsInHand;
        for (const message of Messages) {
          const work = handle(message).finally(() => inFlight.delete(work));
          inFlight.add(work);
        }
        if (Messages.length > 0 && Messages.length < receiveMessages) {
          const gatherMs = gatherPauseMs(eventsInHand - inHandBefore);
          await pause(Math.max(0, gatherMs - (performance.now() - receivedAt)), stopping.signal);
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        failuresInARow += 1;
        receiveFailures.inc();
        logger.warn({ err: error, failuresInARow }, 'cannot receive from SQS; trying again');
        await pause(Math.min(5_000, 100 * 2 ** failuresInARow), stopping.signal);
      }
    }
  }

  async function handle(message: Message): Promise<void> {
    const heartbeat = { message, extendAt: performance.now() + heartbeatMs };
    heartbeats.add(heartbeat);
    const outcomes = await handleEvents(message);
    heartbeats.delete(heartbeat);
    if (outcomes.every((isDone) => isDone)) {
      crashPoints.handled.publish(undefined);
      acks.add(message);
    } else {
      const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      await extend(message, retryAfterSeconds[Math.min(receives, retryAfterSeconds.length) - 1]!);
    }
  }

  /** Whether each event of the message is done. */
  async function handleEvents(message: Message): Promise<boolean[]> {
    let events: (EventEnvelope | PoisonMessage)[];
    try {
      events = unpackEvents(message.Body ?? '');
    } catch (error) {
      events = [error as PoisonMessage];
    }
    eventsInHand += events.length;
    inHand.inc(events.length);
    try {
      return await Promise.all(events.map((event) => handleEvent(event, message)));
    } finally {
      eventsInHand -= events.length;
      inHand.dec(events.length);
    }
  }

  async function handleEvent(event: EventEnvelope | PoisonMessage, message: Message): Promise<boolean> {
    if (event instanceof PoisonMessage) {
      handled.observe({ type: 'unknown', outcome: 'failed' }, 0);
      logger.warn({ err: event, messageId: message.MessageId }, 'message not handled');
      return false;
    }
    const { type } = event;
    const end = handled.startTimer();
    const span = startMessageSpan(event, queueUrl);
    age.observe(Math.max(0, Date.now() - Date.parse(event.time)) / 1000);
    try {
      const handler = options.handlers[type as Type];
      if (!handler) throw new PoisonMessage(`nobody here handles ${type}`);
      await handler(event as SoukEvent<Type>);
      end({ type, outcome: 'done' });
      span?.end();
      return true;
    } catch (error) {
      end({ type, outcome: 'failed' });
      span?.end({}, error);
      const about = {
        messageId: message.MessageId,
        type,
        eventId: event.id,
        correlationId: event.correlationid,
        traceId: span?.traceId,
        receives: message.Attributes?.ApproximateReceiveCount,
      };
      logger.warn({ err: error, ...about }, 'event not handled');
      return false;
    }
  }

  async function extend(message: Message, seconds: number): Promise<void> {
    await sqs
      .send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: message.ReceiptHandle,
          VisibilityTimeout: seconds,
        }),
        { requestTimeout: 5_000 },
      )
      .catch((error: unknown) =>
        logger.warn({ err: error, messageId: message.MessageId }, 'visibility not changed'),
      );
  }

  const beat = setInterval(() => {
    const now = performance.now();
    for (const heartbeat of heartbeats) {
      // In the order of receipt: the first that is not due ends the search.
      if (heartbeat.extendAt > now) break;
      heartbeats.delete(heartbeat);
      heartbeat.extendAt = now + heartbeatMs;
      heartbeats.add(heartbeat);
      void extend(heartbeat.message, visibilityTimeoutSeconds);
    }
  }, heartbeatMs / 4);
  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(inFlight);
      clearInterval(beat);
      await acks.flush();
    },
  };
}

/** Waits, or less long when the signal says to stop. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeoutPromise(ms, undefined, { signal }).catch(() => undefined);
}
