import { pino } from 'pino';
import { RedisConnection } from '../redis/redis-connection.ts';
import { eventually } from '../testing/eventually.ts';
import { redisKinds, startRedis, type TestRedis } from '../testing/start-redis.ts';
import { RedisStore } from './redis-store.ts';

describe.each(redisKinds())('a store in %s', (kind) => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: RedisStore;
  let failures: number;
  let passed = 0;

  beforeEach(async () => {
    failures = 0;
    passed = 0;
    redis = await startRedis({ kind });
    connection = new RedisConnection({
      url: redis.url,
      deadlineMs: 1_000,
      logger: pino({ level: 'silent' }),
    });
    store = new RedisStore({
      redis: connection,
      prefix: '{t}:',
      now: () => Date.now() + passed,
      onFailure: () => {
        failures += 1;
      },
    });
    await eventually(async () => (await store.read([])).mark !== undefined, 'Redis to be connected');
    failures = 0;
  });
  afterEach(async () => {
    await store.close();
    await redis.stop();
  });

  const entry = (key: string, tags: string[] = [], text = '{"a":"line\\nline, ünïcode 🜚"}') => ({
    key,
    tags,
    text,
    freshMs: 60_000,
  });
  const found = async (...keys: string[]): Promise<boolean[]> =>
    (await store.read(keys)).found.map((one) => one !== undefined);
  /** Writes are not waited for, but what is asked after them on the same connection comes after them. */
  const write = async (...[entries, mark]: Parameters<RedisStore['write']>): Promise<void> => {
    store.write(entries, mark);
    await connection.run((client) => client.ping());
  };

  test('gives back text as it was, while it is fresh', async () => {
    const { mark } = await store.read(['a']);
    await write([entry('a', ['T:1']), entry('b')], mark);
    const reading = await store.read(['a', 'missing', 'b']);
    expect(reading.found.map((one) => one?.text)).toEqual([entry('a').text, undefined, entry('b').text]);
    expect(reading.found[0]?.freshMs).toBeGreaterThan(50_000);
    passed = 60_000;
    expect(await found('a', 'b')).toEqual([false, false]);
  });

  test('leaves nothing in Redis that does not expire', async () => {
    await write([entry('a', ['T:1'])], (await store.read(['a'])).mark);
    await store.invalidate(['T:2']);
    for (const key of ['entry:a', 'tag:T:1', 'tag:T:2']) {
      expect(await connection.run((client) => client.pTTL(`{t}:${key}`))).toBeGreaterThan(0);
    }
  });

  test('an invalidation drops what has the tag and was fetched before it, and nothing else', async () => {
    const { mark } = await store.read(['a']);
    await write([entry('a', ['T', 'T:1']), entry('b', ['T', 'T:2'])], mark);
    await store.invalidate(['T:1']);
    await write([entry('late', ['T:1'])], mark);
    expect(await found('a', 'b', 'late')).toEqual([false, true, false]);
    await write([entry('a', ['T', 'T:1'])], (await store.read(['a'])).mark);
    expect(await found('a')).toEqual([true]);
    await Promise.all([store.invalidate(['T']), store.invalidate(['T', 'X'])]);
    expect(await found('a', 'b')).toEqual([false, false]);
  });

  test('what Redis has evicted makes a miss, and numbers go on growing', async () => {
    const { mark } = await store.read(['a']);
    await write([entry('a', ['T:1'])], mark);
    await connection.run((client) => client.del('{t}:tag:T:1'));
    expect(await found('a')).toEqual([false]);
    await store.invalidate(['T:1']);
    const before = (await store.read([])).mark as number;
    await connection.run((client) => client.flushAll());
    passed += 1_000;
    await store.invalidate(['T:1']);
    await write([entry('stale', ['T:1'])], before);
    expect(await found('stale')).toEqual([false]);
  });

  test('an entry that is not one of ours is a miss', async () => {
    await connection.run((client) => client.set('{t}:entry:a', 'nonsense'));
    expect(await found('a')).toEqual([false]);
  });

  test('while Redis is away it reads as empty, keeps nothing, and cannot invalidate', async () => {
    await redis.stop();
    await eventually(async () => (await store.read(['a'])).mark === undefined, 'Redis to be gone');
    expect((await store.read(['a'])).found).toEqual([undefined]);
    store.write([entry('a')], 0);
    await expect(store.invalidate(['T'])).rejects.toThrow('Redis');
    expect(failures).toBeGreaterThanOrEqual(2);
  });
});
