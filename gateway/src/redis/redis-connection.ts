import { createRequire } from 'node:module';
import type * as Redis from '@redis/client';
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
} from 'cockatiel';
import type { Logger } from 'pino';
import { jitteredDelayMs } from '../retry/jittered-delay.ts';

const require = createRequire(import.meta.url);

export type RedisClient = ReturnType<typeof connectTo>;

/** Redis gave no answer in time, is not connected, or failed so often just now that it was not asked. */
export class RedisUnavailable extends Error {
  override name = 'RedisUnavailable';
}

export interface RedisConnectionOptions {
  /** redis:// or rediss://, with credentials and database if there are any. Redis 6.2 or later, or any Valkey. */
  readonly url: string;
  /** From a call to its last answer. What Redis is used for here can do without it, so this is short. */
  readonly deadlineMs: number;
  readonly logger: Logger;
}

/** Consecutive failures after which Redis is left alone, and for how long before one call may try again. */
const breakerThreshold = 5;
const breakerHalfOpenAfterMs = 1_000;
/** A connection that says nothing for so long, pings unanswered too, is given up and opened anew. */
const silentMs = 5_000;
const reconnecting = { baseMs: 50, maxMs: 2_000 };

/**
 * One connection to Redis or Valkey, for what can do without it at any moment. It connects in the background, and again
 * whenever it is lost. A call never waits for a connection and never longer than its deadline, and a server that hangs is
 * soon not asked any more. The log is told when Redis goes away and when it is back.
 */
export class RedisConnection {
  private readonly client: RedisClient;
  private readonly breaker: CircuitBreakerPolicy;
  private readonly deadlineMs: number;

  constructor({ url, deadlineMs, logger }: RedisConnectionOptions) {
    this.deadlineMs = deadlineMs;
    this.client = connectTo(url);
    this.breaker = circuitBreaker(handleAll, {
      halfOpenAfter: breakerHalfOpenAfterMs,
      breaker: new ConsecutiveBreaker(breakerThreshold),
    });
    let isAway = false;
    this.client.on('error', (error: Error) => {
      if (!isAway) logger.warn({ err: error }, 'redis is away, going on without it');
      isAway = true;
    });
    this.client.on('ready', () => {
      if (isAway) logger.info('redis is back');
      isAway = false;
    });
    // Failures to connect are told by the `error` event, and tried again.
    this.client.connect().catch(() => {});
  }

  /**
   * Runs commands; those given in one turn go out together. Rejects with RedisUnavailable, also for errors that Redis
   * answers with.
   */
  async run<T>(commands: (client: RedisClient) => Promise<T>): Promise<T> {
    if (!this.client.isReady) throw new RedisUnavailable('Redis is not connected');
    try {
      return await this.breaker.execute(() => withDeadline(commands(this.client), this.deadlineMs));
    } catch (error) {
      if (error instanceof RedisUnavailable) throw error;
      if (error instanceof BrokenCircuitError) throw new RedisUnavailable('Redis is left to recover');
      throw new RedisUnavailable('Redis failed', { cause: error });
    }
  }

  /** Closes the connection; calls under way fail. */
  async close(): Promise<void> {
    if (this.client.isOpen) this.client.destroy();
  }
}

function connectTo(url: string) {
  // Only where there is a Redis: its client is 500 modules.
  const { createClient } = require('@redis/client') as typeof Redis;
  const options = {
    url,
    // Waiting for a connection would only turn an outage of Redis into one of ours.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 20_000,
    pingInterval: 1_000,
    socket: {
      connectTimeout: 2_000,
      socketTimeout: silentMs,
      reconnectStrategy: (retries: number) => jitteredDelayMs(retries, reconnecting),
    },
    maintNotifications: 'disabled',
  } satisfies Redis.RedisClientOptions;
  return createClient(options);
}

function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new RedisUnavailable(`Redis gave no answer in ${deadlineMs} ms`)),
      deadlineMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
