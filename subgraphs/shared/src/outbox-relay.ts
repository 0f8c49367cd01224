import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { Counter, Histogram } from 'prom-client';
import type { DataSource } from 'typeorm';
import { crashPoints } from './crash-points.ts';
import { type EventMessage, gatherPauseMs, packEvents } from './event-messages.ts';
import { createId } from './ids.ts';
import type { Logger } from './logger.ts';
import { laneCount } from './outbox.ts';
import type { Signals } from './signals.ts';
import { rows } from './sql.ts';

export type OutboxRelayOptions = {
  readonly dataSource: DataSource;
  readonly signals: Signals;
  readonly sns: SNSClient;
  readonly topicArn: string;
  readonly logger: Logger;
  /** How long a silent owner keeps its lanes. */
  readonly leaseMs?: number;
  /** How often to look without being woken. */
  readonly pollMs?: number;
};

export type OutboxRelay = { stop(): Promise<void> };

type OutboxRow = {
  id: string;
  type: string;
  subject: string;
  envelope: string;
  late: boolean;
};

const batchRows = 500;
/** SNS takes 10 messages and 256 KiB a call. */
const callMessages = 10;
const callBytes = 250 * 1024;

const published = new Counter({
  name: 'souk_outbox_published_total',
  help: 'Events handed to SNS',
  labelNames: ['type'],
});
const failures = new Counter({ name: 'souk_outbox_failures_total', help: 'Events that SNS did not take' });
const delay = new Histogram({
  name: 'souk_outbox_batch_seconds',
  help: 'Time from reading a batch to its removal',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
});

/**
 * Hands the outbox to SNS. Each lane has one owner at a time, by lease; an owner reads all unsent rows of its lanes
 * in order, so that a transaction that commits late is never skipped, publishes them type by type, and removes what
 * SNS took. A crash between publishing and removal repeats events: consumers know each event's id.
 */
export function startOutboxRelay(options: OutboxRelayOptions): OutboxRelay {
  const { dataSource, signals, logger, leaseMs = 10_000, pollMs = 1_000 } = options;
  const owner = createId('relay');
  let lanes: number[] = [];
  let leasedAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let woken = false;
  let wake: (() => void) | undefined;
  let failuresInARow = 0;
  let gatherUntil = Number.NEGATIVE_INFINITY;

  const silence = signals.listen('outbox', () => {
    woken = true;
    wake?.();
  });

  async function run(): Promise<void> {
    while (!stopped) {
      const gatherMs = gatherUntil - performance.now();
      if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      woken = false;
      let more = false;
      try {
        const startedAt = performance.now();
        if (Date.now() - leasedAt > leaseMs / 3) {
          const askedAt = Date.now();
          lanes = await leaseLanes(dataSource, owner, leaseMs);
          leasedAt = askedAt;
        }
        const relayed = lanes.length > 0 ? await relayBatch(options, lanes) : 0;
        more = relayed === batchRows;
        gatherUntil = startedAt + (more ? 0 : gatherPauseMs(relayed));
        failuresInARow = 0;
      } catch (error) {
        failuresInARow += 1;
        logger.warn({ err: error, failuresInARow }, 'outbox relay waits before it tries again');
      }
      if (!more && !stopped)
        await pause(failuresInARow === 0 ? pollMs : Math.min(10_000, 100 * 2 ** failuresInARow));
    }
    await returnLanes(dataSource, owner).catch((error: unknown) =>
      logger.warn({ err: error }, 'lanes not handed back; their lease runs out'),
    );
  }

  /** Sleeps until woken; after failures a wake-up does not cut the pause short. */
  function pause(ms: number): Promise<void> {
    if (woken && failuresInARow === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      wake = () => {
        if (failuresInARow === 0 || stopped) done();
      };
    });
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      silence();
      wake?.();
      await running;
    },
  };
}

/** Makes itself known to the other relays, then takes free lanes up to a fair share of all and renews the ones held. */
async function leaseLanes(dataSource: DataSource, owner: string, leaseMs: number): Promise<number[]> {
  await dataSource.query(
    `INSERT INTO outbox_relays (owner, present_until) VALUES ($1, now() + $2 * interval '1 millisecond')
     ON CONFLICT (owner) DO UPDATE SET present_until = EXCLUDED.present_until`,
    [owner, leaseMs],
  );
  const leased = await rows<{ lane: number }>(
    dataSource.manager,
    `WITH gone AS (
       DELETE FROM outbox_relays WHERE present_until < now()
     ), mine AS (
       SELECT lane FROM outbox_lanes
       WHERE owner = $1 OR leased_until < now()
       ORDER BY owner = $1 DESC NULLS LAST, lane
       LIMIT (SELECT ceil(${laneCount}.0 / count(*)) FROM outbox_relays WHERE present_until >= now())
       FOR UPDATE SKIP LOCKED
     ), dropped AS (
       UPDATE outbox_lanes SET owner = NULL, leased_until = '-infinity'
       WHERE owner = $1 AND lane NOT IN (SELECT lane FROM mine)
     )
     UPDATE outbox_lanes SET owner = $1, leased_until = now() + $2 * interval '1 millisecond'
     WHERE lane IN (SELECT lane FROM mine) RETURNING lane`,
    [owner, leaseMs],
  );
  return leased.map(({ lane }) => lane);
}

/** Hands the lanes to whoever asks next. */
async function returnLanes(dataSource: DataSource, owner: string): Promise<void> {
  await dataSource.query('DELETE FROM outbox_relays WHERE owner = $1', [owner]);
  await dataSource.query(
    `UPDATE outbox_lanes SET owner = NULL, leased_until = '-infinity' WHERE owner = $1`,
    [owner],
  );
}

/** Publishes what is due, no more than a batch. Returns how many events that were. */
async function relayBatch(options: OutboxRelayOptions, lanes: readonly number[]): Promise<number> {
  const { dataSource, signals } = options;
  const due = await rows<OutboxRow>(
    dataSource.manager,
    `SELECT id, type, subject, envelope, created_at < now() - interval '1 second' AS late
     FROM outbox WHERE lane = ANY($1) AND due_at <= now() ORDER BY id LIMIT ${batchRows}`,
    [lanes],
  );
  if (due.length === 0) return 0;
  const endTimer = delay.startTimer();
  // The hint for live readers was lost if the writer died after its commit; a late row tells so.
  for (const row of due) if (row.late) signals.notify(row.subject);
  const { sent, failed } = await publishInOrder(options, packEvents(due));
  crashPoints.published.publish(undefined);
  if (sent.length > 0) await removeSent(dataSource, sent);
  endTimer();
  if (failed.length > 0) {
    failures.inc(failed.length);
    await dataSource.query(
      `UPDATE outbox SET attempts = attempts + 1, last_error = $2,
         due_at = now() + least(60, 0.2 * 2 ^ least(attempts, 10)) * interval '1 second'
       WHERE id = ANY($1::bigint[])`,
      [failed.map(({ id }) => id), failed[0]!.error],
    );
    options.logger.warn(
      { failed: failed.length, error: failed[0]!.error },
      'SNS did not take events; they stay',
    );
  }
  return due.length;
}

/** Does not wait for the disk: a removal that a crash of PostgreSQL undoes only repeats events, as above. */
async function removeSent(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  await dataSource.query(
    `WITH lazily AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
     DELETE FROM outbox USING lazily WHERE id = ANY($1::bigint[])`,
    [ids],
  );
}

type PublishResult = { sent: string[]; failed: { id: string; error: string }[] };

async function publishInOrder(
  options: OutboxRelayOptions,
  messages: readonly EventMessage<OutboxRow>[],
): Promise<PublishResult> {
  const result: PublishResult = { sent: [], failed: [] };
  const fail = (message: EventMessage<OutboxRow>, error: string): void => {
    for (const { id } of message.events) result.failed.push({ id, error });
  };
  for (const call of calls(messages)) {
    try {
      const answer = await options.sns.send(
        new PublishBatchCommand({
          TopicArn: options.topicArn,
          PublishBatchRequestEntries: call.map((message, index) => ({
            Id: String(index),
            Message: message.body,
            MessageAttributes: { type: { DataType: 'String', StringValue: message.type } },
          })),
        }),
        { requestTimeout: 5_000 },
      );
      const refused = new Map(answer.Failed?.map((entry) => [entry.Id, entry]));
      for (const [index, message] of call.entries()) {
        const refusal = refused.get(String(index));
        if (refusal) {
          fail(message, `${refusal.Code}: ${refusal.Message ?? ''}`);
          continue;
        }
        for (const { id } of message.events) result.sent.push(id);
        published.inc({ type: message.type }, message.events.length);
      }
    } catch (error) {
      for (const message of call) fail(message, String(error));
    }
  }
  return result;
}

/** Messages in order, cut into calls that SNS accepts. */
function calls(messages: readonly EventMessage<OutboxRow>[]): EventMessage<OutboxRow>[][] {
  const result: EventMessage<OutboxRow>[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const current = result.at(-1);
    if (!current || current.length === callMessages || bytes + message.bytes > callBytes) {
      result.push([message]);
      bytes = message.bytes;
    } else {
      current.push(message);
      bytes += message.bytes;
    }
  }
  return result;
}
