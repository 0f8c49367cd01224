import type { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { RedisConnection } from '../redis/redis-connection.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';
import { waitFor } from '../testing/wait-for.ts';
import { type Buckets, MemoryBuckets, SharedBuckets } from './buckets.ts';
import { RateLimiter, rateLimitHeaders } from './rate-limiter.ts';
import { takePoints } from './token-bucket.ts';
import { anonymousViewer, type Viewer } from './viewer.ts';

const user = (subject: string): Viewer => ({ ...anonymousViewer, kind: 'user', subject, identity: subject });

const refusalOf = async (work: () => unknown): Promise<Record<string, unknown>> => {
  try {
    await work();
  } catch (error) {
    return (error as GraphQLError).extensions;
  }
  return {};
};

describe('a token bucket', () => {
  const policy = { name: 'p', capacity: 100, refillPerSecond: 10 };
  const take = (points: number, at: number, request: { cost: number; force?: boolean; now: number }) =>
    takePoints(policy, { points, at }, { force: false, ...request });

  test.each([
    ['gives what is there', 100, 0, { cost: 30, now: 0 }, true, 70, 0],
    ['refuses what is not, and keeps what there is', 20, 0, { cost: 30, now: 0 }, false, 20, 1_000],
    ['is refilled with time', 20, 0, { cost: 30, now: 1_000 }, true, 0, 0],
    ['holds no more than its capacity', 90, 0, { cost: 10, now: 60_000 }, true, 90, 0],
    ['can be emptied by what costs more than it holds', 100, 0, { cost: 5_000, now: 0 }, true, 0, 0],
    ['gives nothing back when the clock goes back', 50, 9_000, { cost: 10, now: 0 }, true, 40, 0],
    ['goes into debt when it must', 10, 0, { cost: 60, force: true, now: 0 }, true, -50, 0],
    ['owes no more than one capacity', 10, 0, { cost: 1e9, force: true, now: 0 }, true, -100, 0],
    ['is closed while in debt', -50, 0, { cost: 10, now: 1_000 }, false, -40, 5_000],
  ])('%s', (_name, points, at, request, isAllowed, left, waitMs) => {
    expect(take(points, at, request).verdict).toEqual({ isAllowed, points: left, waitMs });
  });
});

describe('the rate limiter', () => {
  const limits = { perViewer: 60, perAddress: 600 };
  const limiter = (buckets: Buckets = new MemoryBuckets(100)): RateLimiter =>
    new RateLimiter(limits, buckets);

  test('counts each viewer and each address by cost', async () => {
    const limited = limiter();
    await limited.spend({ viewer: user('ann'), address: '1.1.1.1' }, 50, 0);
    expect(
      await refusalOf(() => limited.spend({ viewer: user('ann'), address: '2.2.2.2' }, 50, 0)),
    ).toMatchObject({
      code: 'RATE_LIMITED',
      limit: 'viewer',
      retryAfterSeconds: 40,
      http: { status: 429 },
    });
    await limited.spend({ viewer: user('bob'), address: '1.1.1.1' }, 50, 0);
    await limited.spend({ viewer: anonymousViewer, address: '1.1.1.1' }, 490, 0);
    expect(
      await refusalOf(() => limited.spend({ viewer: user('eve'), address: '1.1.1.1' }, 50, 0)),
    ).toMatchObject({
      limit: 'address',
    });
  });

  test('our own servers have no limit of their own', async () => {
    const limited = limiter();
    for (let round = 0; round < 5; round++)
      await limited.spend({ viewer: anonymousViewer, address: undefined }, 600, 0);
    limited.assertNotBlocked(undefined, 0);
  });

  test('refuses an address that used up everything before anything is read of its requests', async () => {
    const limited = limiter();
    limited.assertNotBlocked('1.1.1.1', 0);
    limited.punish('1.1.1.1', 1_000_000, 0);
    expect(await refusalOf(() => limited.assertNotBlocked('1.1.1.1', 1_000))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 60,
    });
    limited.assertNotBlocked('1.1.1.2', 0);
    limited.assertNotBlocked('1.1.1.1', 60_200);
  });

  test('addresses of one IPv6 network, and both spellings of an IPv4 address, count together', async () => {
    const limited = limiter();
    limited.punish('2001:db8::1:2:3:4', 600, 0);
    limited.punish('::ffff:9.9.9.9', 600, 0);
    for (const address of ['2001:db8:0:0:ffff::1', '2001:0db8::7', '9.9.9.9'])
      expect(await refusalOf(() => limited.assertNotBlocked(address, 0))).toMatchObject({ limit: 'address' });
    limited.assertNotBlocked('2001:db8:0:1::1', 0);
  });

  test('tells what is left in the headers of the RateLimit draft', async () => {
    const reports = await limiter().spend({ viewer: user('ann'), address: '1.1.1.1' }, 30, 0);
    expect(rateLimitHeaders(reports)).toEqual({
      'ratelimit-policy': '"viewer";q=60;w=60, "address";q=600;w=60',
      ratelimit: '"viewer";r=30;t=30, "address";r=570;t=3',
    });
    expect(rateLimitHeaders([])).toEqual({});
  });

  test('a limit of 0 is none', async () => {
    const open = new RateLimiter({ perViewer: 0, perAddress: 0 }, new MemoryBuckets(1));
    expect(await open.spend({ viewer: user('ann'), address: '1.1.1.1' }, 1e9, 0)).toEqual([]);
    await open.punish('1.1.1.1', 1e9, 0);
    open.assertNotBlocked('1.1.1.1', 0);
  });

  test('keeps no more buckets than it may', async () => {
    const buckets = new MemoryBuckets(2);
    const policy = { name: 'p', capacity: 10, refillPerSecond: 0.001 };
    const left = (key: string): number => buckets.take(policy, { key, cost: 1, force: false, now: 0 }).points;
    expect([left('a'), left('a'), left('b'), left('c'), left('a')]).toEqual([9, 8, 9, 9, 9]);
  });
});

describe('limits that gateways share', () => {
  let redis: TestRedis;
  const connections: RedisConnection[] = [];
  const connect = async (): Promise<RateLimiter> => {
    const connection = new RedisConnection({
      url: redis.url,
      deadlineMs: 5_000,
      logger: pino({ level: 'silent' }),
    });
    connections.push(connection);
    let isUp = false;
    await waitFor(() => {
      void connection
        .run((client) => client.ping())
        .then(
          () => {
            isUp = true;
          },
          () => {},
        );
      return isUp;
    }, 'the connection');
    return new RateLimiter(
      { perViewer: 60, perAddress: 600 },
      new SharedBuckets(connection, new MemoryBuckets(100)),
    );
  };
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await redis.stop();
  });

  test('are one limit for all of them', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    const caller = { viewer: user('ann'), address: '1.1.1.1' };
    const [viewer, address] = await first.spend(caller, 40, Date.now());
    expect(viewer?.verdict).toEqual({ isAllowed: true, points: 20, waitMs: 0 });
    expect(address?.verdict.points).toBe(560);
    const refusal = await refusalOf(() => second.spend(caller, 40, Date.now()));
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', limit: 'viewer' });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(10);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(20);
    await second.spend({ ...caller, viewer: user('bob') }, 40, Date.now());
  });

  test('many at once never get more than there is', async () => {
    const limiters = await Promise.all([connect(), connect()]);
    const caller = { viewer: user('ann'), address: undefined };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, async (_, n) => limiters[n % 2]?.spend(caller, 1, Date.now())),
    );
    const allowed = outcomes.filter(({ status }) => status === 'fulfilled').length;
    // A point comes back each second.
    expect(allowed).toBeGreaterThanOrEqual(60);
    expect(allowed).toBeLessThan(70);
  });

  test('debts are shared, and gone when they are paid', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    first.punish('1.1.1.1', 1e9, Date.now());
    // Answers of one connection come in order.
    await connections[0]?.run((client) => client.ping());
    expect(
      await refusalOf(() => second.spend({ viewer: anonymousViewer, address: '1.1.1.1' }, 1, Date.now())),
    ).toMatchObject({
      limit: 'address',
    });
    expect(await refusalOf(() => second.assertNotBlocked('1.1.1.1', Date.now()))).toMatchObject({
      limit: 'address',
    });
    const ttl = await connections[0]?.run((client) => client.pTTL('gateway:limit:address:1.1.1.1'));
    expect(ttl).toBeGreaterThan(50_000);
    expect(ttl).toBeLessThanOrEqual(120_001);
  });

  test('without Redis each gateway counts for itself', async () => {
    const limited = await connect();
    const caller = { viewer: user('ann'), address: undefined };
    await limited.spend(caller, 40, Date.now());
    await redis.stop();
    await limited.spend(caller, 40, 0);
    expect(await refusalOf(() => limited.spend(caller, 40, 0))).toMatchObject({ code: 'RATE_LIMITED' });
    redis = await startRedis();
  });
});
