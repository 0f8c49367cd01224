import { createBatcher } from '@souk/shared/batcher';
import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { notificationFailed } from '@souk/shared/events/notification-failed';
import type { Logger } from '@souk/shared/logger';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Stoppable } from '@souk/shared/process';
import { Counter, Histogram } from 'prom-client';
import { type Carrier, Undeliverable } from './carrier.ts';
import type { Channel } from './delivery.entity.ts';
import {
  type DueDelivery,
  deliveriesKey,
  hasNews,
  leaseDueDeliveries,
  type Outcome,
  settleDeliveries,
} from './delivery.repository.ts';
import { pauseAfter } from './retry-schedule.ts';
import { routesOf } from './routes.ts';
import { sentEvents } from './sent-events.ts';

export type DeliverySender = Stoppable & {
  /** How long a try belongs to this sender. */
  readonly leaseSeconds: number;
  /** Keeps room for one more message, to be used by `take` or given back by `release`; false where there is none. */
  reserve(): boolean;
  release(): void;
  /** Sends a message that was claimed as leased by this sender. */
  take(delivery: DueDelivery): void;
};

export type DeliverySenderOptions = TransactionDeps & {
  readonly channel: Exclude<Channel, 'IN_APP'>;
  readonly carrier: Carrier;
  readonly logger: Logger;
  /** Messages in the carrier's hands at the same time. */
  readonly concurrency?: number;
  /** How long a try belongs to one worker; longer than any try takes. */
  readonly leaseSeconds?: number;
  /** How often to look without being woken. */
  readonly pollMs?: number;
};

const tries = new Counter({
  name: 'souk_delivery_tries_total',
  help: 'Tries to hand a message to its carrier',
  labelNames: ['channel', 'status'],
});
const seconds = new Histogram({
  name: 'souk_delivery_seconds',
  help: 'Time a carrier takes',
  labelNames: ['channel'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
});

/** The database may be away when a message has just gone out; a short wait spares the recipient a repeat. */
const settlePausesMs = [100, 500, 2_000];
/** Under load outcomes wait for each other, and many are written down at once. */
const settleGatherMs = 100;

/**
 * Sends the messages of a channel as they fall due. Each channel has a sender of its own, so a mail server that hangs
 * holds up no text message, and a channel that succeeded is never repeated for one that failed.
 *
 * A try begins with a lease and ends with its outcome. If the worker dies in between, the lease ends and the message
 * is sent once more with the same message key: never lost, and told from another message by its receiver.
 */
export function startDeliverySender(options: DeliverySenderOptions): DeliverySender {
  const {
    dataSource,
    signals,
    channel,
    logger,
    concurrency = 60,
    leaseSeconds = 60,
    pollMs = 1_000,
  } = options;
  const inFlight = new Set<Promise<void>>();
  const settleTry = createBatcher<Try>((tries) => settle(options, tries), { gatherMs: settleGatherMs });
  /** The rest is for what fell due: new messages must not keep old ones waiting. */
  const forNew = (concurrency * 3) / 4;
  let reserved = 0;
  let stopped = false;
  let woken = false;
  let wake: (() => void) | undefined;
  const rouse = (): void => {
    woken = true;
    wake?.();
  };
  const silence = signals.listen(deliveriesKey, rouse);

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      const room = concurrency - inFlight.size - reserved;
      // Not for each that ends: many are leased in one statement.
      if (room < concurrency - forNew) {
        await (inFlight.size > 0 ? Promise.race(inFlight) : sleep());
        continue;
      }
      const due = await leaseDueDeliveries(dataSource.manager, { channel, limit: room, leaseSeconds }).catch(
        (error: unknown) => {
          logger.warn({ err: error, channel }, 'cannot read what is due; trying again');
          return [];
        },
      );
      for (const delivery of due) begin(delivery);
      if (due.length < room && !woken && !stopped) await sleep();
    }
  }

  function begin(delivery: DueDelivery): void {
    const attempt = attemptDelivery(options, delivery, settleTry).finally(() => inFlight.delete(attempt));
    inFlight.add(attempt);
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    name: `sender ${channel}`,
    leaseSeconds,
    reserve() {
      if (stopped || inFlight.size + reserved >= forNew) return false;
      reserved += 1;
      return true;
    },
    release() {
      reserved -= 1;
    },
    take(delivery) {
      reserved -= 1;
      // What comes too late is sent by whoever finds its lease ended.
      if (!stopped) begin(delivery);
    },
    async stop() {
      stopped = true;
      silence();
      rouse();
      await running;
      await Promise.all(inFlight);
      options.carrier.close();
    },
  };
}

/** One try of one message. Never rejects: what cannot be written down comes again when the lease ends. */
async function attemptDelivery(
  options: DeliverySenderOptions,
  delivery: DueDelivery,
  settleTry: (settled: Try) => Promise<void>,
): Promise<void> {
  const logger = options.logger.child({
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    correlationId: delivery.event.correlationid,
  });
  const outcome = await outcomeOf(options, delivery, logger);
  tries.inc({ channel: delivery.channel, status: outcome.status });
  for (const pauseMs of [...settlePausesMs, null]) {
    try {
      await settleTry({ subject: delivery.id, delivery, outcome });
      return;
    } catch (error) {
      logger.warn({ err: error, status: outcome.status }, 'outcome of a delivery not written down');
      if (pauseMs === null) return;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function outcomeOf(
  options: DeliverySenderOptions,
  delivery: DueDelivery,
  logger: Logger,
): Promise<Outcome> {
  try {
    const route = routesOf(delivery.event).find((candidate) => candidate.channel === delivery.channel);
    const { orderId } = delivery;
    const db = options.dataSource.manager;
    if (route?.hold && orderId && (await hasNews(db, orderId, route.hold.supersededBy))) {
      return { status: 'SUPERSEDED' };
    }
    const end = seconds.startTimer({ channel: delivery.channel });
    await options.carrier.send(delivery);
    end();
    return { status: 'SENT' };
  } catch (cause) {
    const error = (cause instanceof Error ? cause.message : String(cause)).slice(0, 500);
    const pauseSeconds = cause instanceof Undeliverable ? null : pauseAfter(delivery.attempts, Math.random());
    logger.warn({ err: cause, attempts: delivery.attempts, pauseSeconds }, 'message not delivered');
    return pauseSeconds === null ? { status: 'FAILED', error } : { status: 'PENDING', error, pauseSeconds };
  }
}

type Try = { readonly subject: string; readonly delivery: DueDelivery; readonly outcome: Outcome };

/** Writes down the outcomes of tries and records their news. */
async function settle(deps: TransactionDeps, tries: readonly Try[]): Promise<void> {
  await inTransaction(deps, async (tx) => {
    const current = await settleDeliveries(tx, tries);
    const now = new Date();
    const settled = tries.filter(({ delivery }) => current.has(delivery.id));
    const sent = settled.filter(({ outcome }) => outcome.status === 'SENT');
    await recordEvents(
      tx,
      ...sentEvents(
        sent.map(({ delivery }) => ({ ...delivery, correlationId: delivery.event.correlationid })),
        now,
      ),
      ...settled.flatMap(({ delivery, outcome }) =>
        outcome.status === 'FAILED' ? [failedEvent(delivery, outcome.error, now)] : [],
      ),
    );
  });
}

function failedEvent(delivery: DueDelivery, error: string, now: Date): EventEnvelope {
  const correlationId = delivery.event.correlationid;
  return createEvent(
    notificationFailed,
    { aggregateId: delivery.id, aggregateVersion: delivery.attempts, occurredAt: now, correlationId },
    {
      deliveryId: delivery.id,
      channel: delivery.channel,
      topic: delivery.topic,
      orderId: delivery.orderId,
      // Carriers like to repeat the address in their answer; it stays here.
      error: error.replaceAll(delivery.recipient, '[recipient]'),
    },
  );
}
