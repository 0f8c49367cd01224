import type { Logger } from 'pino';
import type { GatewayConfig } from '../config.ts';
import { RedisConnection } from '../redis/redis-connection.ts';
import { Admission } from './admission.ts';
import { MemoryBuckets, SharedBuckets } from './buckets.ts';
import { RateLimiter } from './rate-limiter.ts';

/** Buckets of which one process keeps count: about 200 bytes each. */
const maxBuckets = 100_000;
/** A limit that Redis does not know in time is the gateway's own to decide. */
const redisDeadlineMs = 100;

/** The admission that a configuration asks for; `stop` closes its connection to Redis, if it has one. */
export function createAdmission(
  config: GatewayConfig,
  { logger, now }: { logger: Logger; now: () => number },
): { admission: Admission; stop: () => Promise<void> } {
  const limits = { perViewer: config.RATE_LIMIT_PER_VIEWER, perAddress: config.RATE_LIMIT_PER_ADDRESS };
  const isLimited = limits.perViewer > 0 || limits.perAddress > 0;
  const redis =
    isLimited && config.REDIS_URL !== undefined
      ? new RedisConnection({ url: config.REDIS_URL, deadlineMs: redisDeadlineMs, logger })
      : undefined;
  const inMemory = new MemoryBuckets(maxBuckets);
  const limiter = new RateLimiter(limits, redis ? new SharedBuckets(redis, inMemory) : inMemory);
  const admission = new Admission(
    {
      maxCost: config.MAX_COST,
      assumedListSize: config.ASSUMED_LIST_SIZE,
      maxPageSize: config.MAX_PAGE_SIZE,
    },
    isLimited ? limiter : undefined,
    now,
  );
  return { admission, stop: async () => redis?.close() };
}
