import { startSqsConsumer } from '@souk/shared/sqs-consumer';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from './data-source.ts';
import { createHandlers } from './handlers.ts';
import { aggregateRows, sampleAggregates } from './testing/aggregate-rows.ts';
import { sampleDays } from './testing/sample-events.ts';

let db: TestDatabase;
let messaging: TestMessaging;
beforeAll(async () => {
  [db, messaging] = await Promise.all([
    createTestDatabase('analytics', database),
    createTestMessaging({ maxReceiveCount: 2 }),
  ]);
});
afterAll(async () => {
  messaging.close();
  await db.close();
});

test('the worker counts what its queue brings, once though it comes twice, and leaves poison to the dead letters', async () => {
  const events = sampleDays();
  const poison = JSON.stringify({ ...events[0], dataversion: 7 });
  for (const event of [...events, ...events]) await messaging.send(event);
  await messaging.send(poison);
  const consumer = startSqsConsumer({
    sqs: messaging.sqs,
    queueUrl: messaging.queueUrl,
    handlers: createHandlers(db),
    logger: testLogger,
    concurrency: 100,
  });
  const dead = await waitFor(
    async () => {
      const found = await messaging.receive(messaging.deadLetterUrl);
      return found.length > 0 && found;
    },
    { timeoutMs: 20_000 },
  );
  expect(dead.map(({ Body }) => Body)).toEqual([poison]);
  await waitFor(async () => {
    const [{ count }] = await db.dataSource.query('SELECT count(*)::int FROM inbox');
    return count === events.length;
  });
  await consumer.stop();
  expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
  expect(await messaging.receive()).toEqual([]);
});
