import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { rebuildAggregates } from '../aggregate/rebuild-aggregates.ts';
import { database } from '../data-source.ts';
import { aggregateRows, sampleAggregates } from '../testing/aggregate-rows.ts';
import { sampleDays, sampleEvent, sampleLine, sampleOrder } from '../testing/sample-events.ts';
import { ingestEvents } from './ingest-events.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('analytics', database);
});
afterAll(() => db.close());
beforeEach(() => db.clear());

async function archived(): Promise<number> {
  const [{ count }] = await db.dataSource.query('SELECT count(*)::int FROM event_archive');
  return count;
}

test('events of every type are counted per day, currency, seller and product', async () => {
  const events = sampleDays();
  expect(await ingestEvents(db, events)).toBe(events.length);
  expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
  expect(await archived()).toBe(events.length);
});

test('the order of events does not matter, nor how they are batched', async () => {
  for (const event of sampleDays().reverse()) await ingestEvents(db, [event]);
  expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
});

test('events that come again count once: in a batch, later, and at the same moment in other batches', async () => {
  const events = sampleDays();
  await Promise.all([
    ingestEvents(db, [...events, ...events]),
    ingestEvents(db, events.toReversed()),
    ...events.map((event) => ingestEvents(db, [event])),
  ]);
  expect(await ingestEvents(db, events)).toBe(0);
  expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
  expect(await archived()).toBe(events.length);
});

test('many parallel batches that add to the same rows lose nothing', async () => {
  const events = Array.from({ length: 400 }, (_, index) =>
    sampleEvent(
      'OrderConfirmed',
      `2026-11-0${1 + (index % 3)}T10:00:00.000Z`,
      sampleOrder(
        [sampleLine('lamp', 1, 100, 'usr_ann'), sampleLine('mug', 2, 50, 'usr_bob')].slice(index % 2),
      ),
    ),
  );
  const batches = Array.from({ length: 20 }, (_, index) => events.filter((_event, at) => at % 20 === index));
  await Promise.all(batches.map((batch) => ingestEvents(db, batch)));
  const [shop] = await db.dataSource.query(
    `SELECT sum(orders)::int AS orders, sum(units)::int AS units, sum(revenue_minor)::int AS revenue FROM sales_days WHERE scope = 'shop'`,
  );
  expect(shop).toEqual({ orders: 400, units: 400 * 2 + 200, revenue: 400 * 100 + 200 * 100 });
});

test('nothing about a person is kept', async () => {
  await ingestEvents(db, sampleDays());
  const tables: { name: string }[] = await db.dataSource.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  for (const { name } of tables) {
    const found = await db.dataSource.query(
      `SELECT t::text FROM ${name} AS t WHERE t::text ~* 'secret|@|\\+49'`,
    );
    expect(found).toEqual([]);
  }
});

test('the archive only grows', async () => {
  await ingestEvents(db, sampleDays());
  await expect(db.dataSource.query('DELETE FROM event_archive')).rejects.toThrow('append-only');
  await expect(db.dataSource.query(`UPDATE event_archive SET type = 'x'`)).rejects.toThrow('append-only');
});

test('an archived event lies in the partition of its month, one from another time in the default', async () => {
  const now = new Date();
  await ingestEvents(db, [
    sampleEvent('CartCreated', now.toISOString(), { cartId: '1', customerId: null, guestId: null }),
    sampleEvent('CartCreated', '2001-01-01T00:00:00.000Z', { cartId: '2', customerId: null, guestId: null }),
  ]);
  const partitions = await db.dataSource.query(
    'SELECT tableoid::regclass::text AS name FROM event_archive ORDER BY occurred_at',
  );
  const month = now.toISOString().slice(0, 7).replace('-', '_');
  expect(partitions).toEqual([{ name: 'event_archive_default' }, { name: `event_archive_${month}` }]);
});

describe('rebuilding the counts', () => {
  test('from the archive gives what was counted, also where the counts were wrong', async () => {
    const events = sampleDays();
    await ingestEvents(db, events);
    await db.dataSource.query('UPDATE sales_days SET units = units + 7');
    await db.dataSource.query(`INSERT INTO funnel_days (day, orders_placed) VALUES ('1999-01-01', 5)`);
    expect(await rebuildAggregates(db.dataSource)).toBe(events.length);
    expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
  });

  test('loses and doubles nothing that is counted at the same time', async () => {
    const events = sampleDays();
    const [first, second] = [events.slice(0, 8), events.slice(8)];
    await ingestEvents(db, first);
    await Promise.all([
      rebuildAggregates(db.dataSource),
      ...second.map((event) => ingestEvents(db, [event])),
      rebuildAggregates(db.dataSource),
    ]);
    expect(await aggregateRows(db.dataSource)).toEqual(sampleAggregates);
  });
});
