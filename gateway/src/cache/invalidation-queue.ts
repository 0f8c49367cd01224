import { setTimeout as pause } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Logger } from 'pino';
import { jitteredDelayMs } from '../retry/jittered-delay.ts';
import type { CacheMetrics } from './cache-metrics.ts';
import type { CacheStore } from './cache-store.ts';
import { type InvalidationRule, NotAnEvent, parseEvents, tagsOfEvent } from './invalidation-rules.ts';

export interface InvalidationQueueDeps {
  readonly store: CacheStore;
  readonly metrics: CacheMetrics;
  readonly logger: Logger;
}

const pollSeconds = 20;
/** Beyond the poll itself: a connection that says nothing for so long is given up. */
const receiveTimeoutMs = (pollSeconds + 5) * 1_000;
const requestTimeoutMs = 5_000;
const retrying = { baseMs: 100, maxMs: 5_000 };
/** When a message whose invalidation failed comes again. */
const retrySeconds = 2;

/**
 * Reads events from an SQS queue by long polling and drops what they make old. A message is deleted once that is done;
 * one that could not be carried out comes again, and one that is no event goes to the dead-letter queue by its receive
 * count. The region and credentials are the SDK's: from the environment, a profile or the instance.
 */
export class InvalidationQueue {
  private readonly deps: InvalidationQueueDeps;
  private readonly queueUrl: string;
  private readonly rules: readonly InvalidationRule[];
  private readonly sqs = new SQSClient({});
  private readonly stopping = new AbortController();
  private readonly polling: Promise<void>;

  /** Begins to poll. */
  constructor(
    deps: InvalidationQueueDeps,
    options: { queueUrl: string; rules: readonly InvalidationRule[] },
  ) {
    this.deps = deps;
    this.queueUrl = options.queueUrl;
    this.rules = options.rules;
    this.polling = this.poll();
  }

  /** Stops receiving; what is in hand is carried out. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.polling;
    this.sqs.destroy();
  }

  private async poll(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const { Messages = [] } = await this.sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: this.queueUrl,
            MaxNumberOfMessages: 10,
            WaitTimeSeconds: pollSeconds,
          }),
          { abortSignal: signal, requestTimeout: receiveTimeoutMs },
        );
        if (Messages.length > 0) await this.handle(Messages);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        this.deps.logger.warn({ err: error, failures }, 'cache invalidation stands still; trying again');
        const delay = jitteredDelayMs(failures, retrying);
        await pause(delay, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** Carries out messages received together as one invalidation: those that say nothing new cost nothing then. */
  private async handle(messages: readonly Message[]): Promise<void> {
    const { store, metrics, logger } = this.deps;
    const tags = new Set<string>();
    const understood: Message[] = [];
    for (const message of messages) {
      try {
        let isWhole = true;
        for (const event of parseEvents(message.Body ?? '')) {
          if (event instanceof NotAnEvent) {
            isWhole = false;
            continue;
          }
          for (const tag of tagsOfEvent(this.rules, event)) tags.add(tag);
          metrics.invalidations.inc({ type: this.knownType(event.type) });
        }
        if (!isWhole) throw new NotAnEvent('Something in the message has no type');
        understood.push(message);
      } catch (error) {
        if (!(error instanceof NotAnEvent)) throw error;
        logger.warn(
          { err: error, messageId: message.MessageId },
          'not an event, left to the dead-letter queue',
        );
      }
    }
    const Entries = understood.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    try {
      if (tags.size > 0) await store.invalidate([...tags]);
    } catch (error) {
      const retried = Entries.map((entry) => ({ ...entry, VisibilityTimeout: retrySeconds }));
      if (Entries.length === 0) throw error;
      await this.sqs
        .send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.queueUrl, Entries: retried }), {
          requestTimeout: requestTimeoutMs,
        })
        .catch(() => {});
      throw error;
    }
    if (Entries.length === 0) return;
    await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }), {
      requestTimeout: requestTimeoutMs,
    });
  }

  /** Types come from outside: only those of rules are worth a label. */
  private knownType(type: string): string {
    return this.rules.some((rule) => rule.type === type) ? type : 'other';
  }
}
