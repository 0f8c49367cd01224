import { pino } from 'pino';
import { redisKinds, startRedis, type TestRedis } from '../testing/start-redis.ts';
import { waitFor } from '../testing/wait-for.ts';
import { RedisConnection, RedisUnavailable } from './redis-connection.ts';

const logger = pino({ level: 'silent' });

describe.each(redisKinds())('a connection to %s', (kind) => {
  let redis: TestRedis;
  let connection: RedisConnection;
  beforeEach(async () => {
    redis = await startRedis({ kind });
    connection = new RedisConnection({ url: redis.url, deadlineMs: 1_000, logger });
    await answers();
  });
  afterEach(async () => {
    await connection.close();
    redis.resume();
    await redis.stop();
  });

  async function answers(): Promise<void> {
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
    }, 'an answer of Redis');
  }

  test('runs commands, also as one transaction', async () => {
    await connection.run((client) => client.set('a', '1', { expiration: { type: 'EX', value: 60 } }));
    const replies = await connection.run((client) =>
      client.multi().incr('a').copy('a', 'b', { REPLACE: true }).expire('b', 60).exec(),
    );
    expect(replies.map(Number)).toEqual([2, 1, 1]);
    expect(await connection.run((client) => client.mGet(['a', 'b', 'c']))).toEqual(['2', '2', null]);
    expect(await connection.run((client) => client.set('a', '9', { condition: 'NX' }))).toBeNull();
    expect(await connection.run((client) => client.get('a'))).toBe('2');
    expect(await connection.run((client) => client.pTTL('b'))).toBeGreaterThan(50_000);
    await expect(connection.run((client) => client.sendCommand(['NONSENSE']))).rejects.toThrow(
      RedisUnavailable,
    );
  });

  test('gives up on a server that hangs, and soon does not even ask it', async () => {
    redis.pause();
    await expect(connection.run((client) => client.get('a'))).rejects.toThrow('no answer in 1000 ms');
    await Promise.allSettled(Array.from({ length: 10 }, () => connection.run((client) => client.get('a'))));
    await expect(connection.run((client) => client.get('a'))).rejects.toThrow('left to recover');
    redis.resume();
    await answers();
  });

  test('answers at once while the server is gone, and connects again when it is back', async () => {
    await redis.stop();
    await expect(connection.run((client) => client.get('a'))).rejects.toThrow(RedisUnavailable);
    redis = await startRedis({ kind, port: redis.port });
    await answers();
  });
});
