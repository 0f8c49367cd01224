import { LRUCache } from 'lru-cache';
import { type RedisConnection, RedisUnavailable } from '../redis/redis-connection.ts';
import { type BucketPolicy, type BucketState, takePoints, type Verdict, waitFor } from './token-bucket.ts';

export interface Taking {
  readonly key: string;
  readonly cost: number;
  readonly force: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Where buckets are kept. */
export interface Buckets {
  take(policy: BucketPolicy, taking: Taking): Promise<Verdict> | Verdict;
}

/** Buckets of this process. The least used are forgotten when there are too many: they are full by then, or nearly. */
export class MemoryBuckets implements Buckets {
  private readonly states: LRUCache<string, BucketState>;

  constructor(maxBuckets: number) {
    this.states = new LRUCache({ max: maxBuckets });
  }

  take(policy: BucketPolicy, taking: Taking): Verdict {
    const key = `${policy.name} ${taking.key}`;
    const { state, verdict } = takePoints(policy, this.states.get(key), taking);
    this.states.set(key, state);
    return verdict;
  }
}

/** `takePoints` inside Redis, by its clock, so that all gateways agree. A full bucket is one that is not there. */
const takeScript = `
local capacity, refillPerMs = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000
local cost, force = tonumber(ARGV[3]), ARGV[4] == '1'
if not force then cost = math.min(cost, capacity) end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local points = capacity
local state = redis.call('GET', KEYS[1])
if state then
  local before, at = string.match(state, '(%S+) (%S+)')
  points = math.min(capacity, tonumber(before) + math.max(0, now - tonumber(at)) * refillPerMs)
end
local allowed = 0
if force or points >= cost then
  allowed = 1
  points = math.max(-capacity, points - cost)
end
local full = math.ceil((capacity - points) / refillPerMs) + 1
redis.call('SET', KEYS[1], string.format('%.4f %d', points, now), 'PX', string.format('%d', full))
return { allowed, string.format('%.4f', points) }
`;

/** Buckets shared by all gateways on one Redis. While it is away each gateway counts for itself. */
export class SharedBuckets implements Buckets {
  private readonly redis: RedisConnection;
  private readonly fallback: Buckets;

  constructor(redis: RedisConnection, fallback: Buckets) {
    this.redis = redis;
    this.fallback = fallback;
  }

  async take(policy: BucketPolicy, taking: Taking): Promise<Verdict> {
    try {
      const reply = await this.redis.run((client) =>
        client.eval(takeScript, {
          keys: [`gateway:limit:${policy.name}:${taking.key}`],
          arguments: [
            String(policy.capacity),
            String(policy.refillPerSecond),
            String(taking.cost),
            taking.force ? '1' : '0',
          ],
        }),
      );
      const [allowed, text] = reply as [number, string];
      const points = Number(text);
      const isAllowed = Number(allowed) === 1;
      const cost = Math.min(taking.cost, policy.capacity);
      return { isAllowed, points, waitMs: isAllowed ? 0 : waitFor(policy, points, cost) };
    } catch (error) {
      if (!(error instanceof RedisUnavailable)) throw error;
      return this.fallback.take(policy, taking);
    }
  }
}
