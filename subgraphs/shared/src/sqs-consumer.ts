import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { Counter, Gauge, Histogram } from 'prom-client';
import { crashPoints } from './crash-points.ts';
import { type EventType, findEvent, type SoukEvent } from './events/catalogue.ts';
import type { EventEnvelope } from './events/define-event.ts';
import type { Logger } from './logger.ts';
import { startMessageSpan, type WorkSpan } from './tracing.ts';

/** What a worker does with each type of event that its queue receives. Returning means done, throwing means retry. */
export type Handlers<Type extends EventType> = {
  readonly [T in Type]: (event: SoukEvent<T>) => Promise<unknown>;
};

export type SqsConsumerOptions<Type extends EventType> = {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly handlers: Handlers<Type>;
  readonly logger: Logger;
  /** Messages handled side by side. */
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

/** A message that no retry can mend: not JSON, not an event, or of an unknown version. */
export class PoisonMessage extends Error {
  override readonly name = 'PoisonMessage';
}

const receiveMessages = 10;
/** After a receive that was not full the next one waits a little: at a steady flow it then brings many messages. */
const gatherMs = 40;
/** A late delete delays nobody; it only widens the time in which a crash makes a message come again. */
const ackGatherMs = 200;
const retryAfterSeconds = [1, 2, 5, 15];

const handled = new Histogram({
  name: 'souk_consumer_seconds',
  help: 'Time to handle a message',
  labelNames: ['type', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
});
const age = new Histogram({
  name: 'souk_consumer_event_age_seconds',
  help: 'Age of an event when its handling begins',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
});
const inHand = new Gauge({ name: 'souk_consumer_in_hand', help: 'Messages being handled' });
const receiveFailures = new Counter({
  name: 'souk_consumer_receive_failures_total',
  help: 'Failed receives',
});

/**
 * Reads a queue by long polling and hands each message to the handler of its type. Messages are independent: a slow
 * one holds up nobody, each is acknowledged by itself, and one that fails comes back a little later each time until
 * the queue's redrive policy moves it to the dead-letter queue.
 */
export function startSqsConsumer<Type extends EventType>(options: SqsConsumerOptions<Type>): SqsConsumer {
  const { sqs, queueUrl, logger, concurrency = 100, visibilityTimeoutSeconds = 30 } = options;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const heartbeats = new Set<Heartbeat>();
  const acks = createAcknowledger(sqs, queueUrl, logger);
  const heartbeatMs = (visibilityTimeoutSeconds * 1000) / 3;

  async function poll(): Promise<void> {
    let failuresInARow = 0;
    while (!stopping.signal.aborted) {
      const room = concurrency - inFlight.size;
      if (room <= 0) {
        await Promise.race(inFlight);
        continue;
      }
      try {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: Math.min(receiveMessages, room),
            WaitTimeSeconds: 20,
            VisibilityTimeout: visibilityTimeoutSeconds,
            MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          }),
          { abortSignal: stopping.signal, requestTimeout: 25_000 },
        );
        failuresInARow = 0;
        const receivedAt = performance.now();
        for (const message of Messages) {
          const work = handle(message).finally(() => inFlight.delete(work));
          inFlight.add(work);
        }
        if (Messages.length > 0 && Messages.length < receiveMessages) {
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
    inHand.inc();
    let type = 'unknown';
    let event: EventEnvelope | undefined;
    let span: WorkSpan | undefined;
    const end = handled.startTimer();
    try {
      event = parseEvent(message.Body ?? '');
      type = event.type;
      span = startMessageSpan(event, queueUrl);
      age.observe(Math.max(0, Date.now() - Date.parse(event.time)) / 1000);
      const handler = options.handlers[event.type as Type];
      if (!handler) throw new PoisonMessage(`nobody here handles ${event.type}`);
      await handler(event as SoukEvent<Type>);
      end({ type, outcome: 'done' });
      span?.end();
      crashPoints.handled.publish(undefined);
      acks.add(message);
    } catch (error) {
      end({ type, outcome: 'failed' });
      span?.end({}, error);
      const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      const about = {
        messageId: message.MessageId,
        type,
        eventId: event?.id,
        correlationId: event?.correlationid,
        traceId: span?.traceId,
      };
      logger.warn({ err: error, ...about, receives }, 'message not handled');
      await extend(message, retryAfterSeconds[Math.min(receives, retryAfterSeconds.length) - 1]!);
    } finally {
      heartbeats.delete(heartbeat);
      inHand.dec();
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

/**
 * The event in a message's body, checked against its own schema.
 *
 * @throws PoisonMessage
 */
export function parseEvent(body: string): EventEnvelope {
  let envelope: EventEnvelope;
  try {
    envelope = JSON.parse(body) as EventEnvelope;
  } catch (cause) {
    throw new PoisonMessage('the message is not JSON', { cause });
  }
  const definition = typeof envelope?.type === 'string' ? findEvent(envelope.type) : undefined;
  if (!definition || typeof envelope.id !== 'string')
    throw new PoisonMessage('the message is not an event of ours');
  if (envelope.dataversion !== definition.version) {
    throw new PoisonMessage(`version ${envelope.dataversion} of ${envelope.type} is not known here`);
  }
  const data = definition.data.safeParse(envelope.data);
  if (!data.success)
    throw new PoisonMessage(`${envelope.type} does not match its schema`, { cause: data.error });
  return { ...envelope, data: data.data };
}

/** Deletes handled messages ten at a time. A lost delete only brings a duplicate, which the inbox knows. */
function createAcknowledger(
  sqs: SQSClient,
  queueUrl: string,
  logger: Logger,
): { add(message: Message): void; flush(): Promise<void> } {
  let gathered: Message[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sending = new Set<Promise<void>>();

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = gathered;
    gathered = [];
    if (batch.length === 0) return;
    const call = sqs
      .send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: batch.map((message, index) => ({
            Id: String(index),
            ReceiptHandle: message.ReceiptHandle,
          })),
        }),
        { requestTimeout: 5_000 },
      )
      .then(
        () => undefined,
        (error: unknown) => logger.warn({ err: error }, 'messages not deleted; they come again'),
      )
      .finally(() => sending.delete(call));
    sending.add(call);
  }

  return {
    add(message) {
      gathered.push(message);
      if (gathered.length === 10) send();
      else timer ??= setTimeout(send, ackGatherMs);
    },
    async flush() {
      send();
      await Promise.all(sending);
    },
  };
}

/** Waits, or less long when the signal says to stop. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeoutPromise(ms, undefined, { signal }).catch(() => undefined);
}
