import { createClient } from '@redis/client';
import type { Logger } from 'pino';

export type RedisConnection = ReturnType<typeof createRedisClient>;

const longestRetryDelayMs = 5_000;
/** What an answer may take; a slower Redis counts as one that is away. */
const answerDeadlineMs = 250;

function createRedisClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 30_000,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (attempt) =>
        Math.min(longestRetryDelayMs, 100 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2),
    },
  });
}

/**
 * A connection to Redis or Valkey (`redis://`, `rediss://`) that comes back by itself; the first attempt is under way
 * when it returns. Redis is an optional part: while it is away commands reject at once instead of waiting in a queue, and
 * their users go on without it. The log is told when it goes away and when it is back, not each failure. End it with
 * `destroy()`.
 */
export function connectRedis(url: string, logger: Logger): RedisConnection {
  const redis = createRedisClient(url);
  let isAway = false;
  redis.on('ready', () => {
    if (isAway) logger.info('redis is back');
    isAway = false;
  });
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn({ err: error }, 'redis is away, going on without it');
    isAway = true;
  });
  // Failures to connect are told by the `error` event, and tried again.
  redis.connect().catch(() => {});
  return redis;
}

/** The answer to a command. Rejects when it takes longer than a Redis in good health may. */
export async function redisAnswer<T>(command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis did not answer in time')), answerDeadlineMs);
  });
  try {
    return await Promise.race([command, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
