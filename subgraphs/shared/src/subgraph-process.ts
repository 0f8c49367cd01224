import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DataSource } from 'typeorm';
import { createDataSource, type DatabaseOptions, migrate } from './data-source.ts';
import type { EventType } from './events/catalogue.ts';
import { listen } from './http.ts';
import { forgetOldInbox } from './inbox.ts';
import type { Logger } from './logger.ts';
import { startOutboxRelay } from './outbox-relay.ts';
import type { RunningProcess, Stoppable } from './process.ts';
import { connectSignals, type Signals } from './signals.ts';
import { type Handlers, startSqsConsumer } from './sqs-consumer.ts';

/** What every process of a subgraph stands on. */
export type Foundation = {
  readonly dataSource: DataSource;
  readonly signals: Signals;
  readonly logger: Logger;
  isReady(): Promise<boolean>;
  /** To be ended last, in this order. */
  readonly stopLast: readonly Stoppable[];
};

export type FoundationSettings = {
  readonly DATABASE_URL: string;
  readonly DATABASE_POOL_SIZE: number;
  readonly MIGRATE_ON_START: boolean;
};

/** Connects a process to its database (migrated first where so configured) and to its neighbours' hints. */
export async function layFoundation(
  name: string,
  settings: FoundationSettings,
  database: Pick<DatabaseOptions, 'entities' | 'migrations'>,
  logger: Logger,
): Promise<Foundation> {
  const dataSource = createDataSource({
    url: settings.DATABASE_URL,
    poolSize: settings.DATABASE_POOL_SIZE,
    applicationName: name,
    ...database,
  });
  await dataSource.initialize();
  if (settings.MIGRATE_ON_START) await migrate(dataSource);
  const signals = await connectSignals(dataSource, settings.DATABASE_URL, logger);
  return {
    dataSource,
    signals,
    logger,
    isReady: async () => {
      await dataSource.query('SELECT 1');
      return true;
    },
    stopLast: [
      { name: 'signals', stop: () => signals.close() },
      { name: 'database', stop: () => dataSource.destroy() },
    ],
  };
}

/** Work that a worker repeats, for example what falls due. */
export type Timer = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> };

export type WorkerSettings = {
  readonly HOST: string;
  readonly PORT: number;
  readonly SNS_TOPIC_ARN: string;
  readonly SQS_QUEUE_URL?: string | undefined;
};

export type WorkerOptions<Type extends EventType> = {
  readonly foundation: Foundation;
  readonly settings: WorkerSettings;
  /** The worker's table: event to function. */
  readonly handlers: Handlers<Type>;
  readonly timers?: readonly Timer[];
  readonly concurrency?: number;
  /** What handlers hand work to: ended when no more comes. */
  readonly stopAfterConsumer?: readonly Stoppable[];
};

/** Runs a subgraph's worker: its outbox relay, the consumer of its queue, its timers, and its health page. */
export async function startWorker<Type extends EventType>(
  options: WorkerOptions<Type>,
): Promise<RunningProcess> {
  const { foundation, settings, handlers } = options;
  const { dataSource, signals, logger } = foundation;
  const relay = startOutboxRelay({
    dataSource,
    signals,
    sns: new SNSClient({ maxAttempts: 2 }),
    topicArn: settings.SNS_TOPIC_ARN,
    logger,
  });
  const consumer = settings.SQS_QUEUE_URL
    ? startSqsConsumer<Type>({
        sqs: new SQSClient({ maxAttempts: 2 }),
        queueUrl: settings.SQS_QUEUE_URL,
        handlers,
        logger,
        ...(options.concurrency ? { concurrency: options.concurrency } : {}),
      })
    : undefined;
  const housekeeping: Timer = {
    name: 'forget-old-inbox',
    everyMs: 3_600_000,
    run: () => forgetOldInbox(dataSource.manager),
  };
  const timers = [housekeeping, ...(options.timers ?? [])].map((timer) => startTimer(timer, logger));
  const http = await listen({
    host: settings.HOST,
    port: settings.PORT,
    logger,
    isReady: foundation.isReady,
    routes: {},
  });
  return {
    stopInOrder: [
      ...timers,
      ...(consumer ? [{ name: 'consumer', stop: () => consumer.stop() }] : []),
      ...(options.stopAfterConsumer ?? []),
      { name: 'relay', stop: () => relay.stop() },
      { name: 'http', stop: () => http.close() },
      ...foundation.stopLast,
    ],
  };
}

/** Repeats work with a pause after each run, never two at a time; a failure is logged and waits for the next turn. */
export function startTimer(timer: Timer, logger: Logger): Stoppable {
  let stopped = false;
  let wake: (() => void) | undefined;
  async function repeat(): Promise<void> {
    while (!stopped) {
      await timer
        .run()
        .catch((error: unknown) => logger.warn({ err: error, timer: timer.name }, 'timer failed'));
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, timer.everyMs);
        wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
    }
  }
  const running = repeat();
  return {
    name: `timer ${timer.name}`,
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
