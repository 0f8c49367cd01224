import { createBatcher, createResultBatcher } from './batcher.ts';
import { createEvent, type EventEnvelope } from './events/define-event.ts';
import { stockCommitRequested } from './events/stock-commit-requested.ts';
import { handleTogether } from './inbox.ts';
import { rows } from './sql.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { sharedDatabase } from './testing/test-subgraph.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('batcher', sharedDatabase);
});
afterEach(() => database.clear());
afterAll(() => database.close());

function event(orderId: string, version = 1): EventEnvelope<'StockCommitRequested'> {
  const context = { aggregateId: orderId, aggregateVersion: version, occurredAt: new Date(0) };
  return createEvent(stockCommitRequested, context, { orderId });
}

/** Writes events down together; PostgreSQL refuses version 0. */
function batcher(batches: string[][] = []): (event: EventEnvelope) => Promise<void> {
  return createBatcher((events) => {
    batches.push(events.map((each) => `${each.subject}/${each.aggregateversion}`));
    return handleTogether(database, 'products', events, async (tx, fresh) => {
      await tx.query(
        `INSERT INTO effects (subject, version)
         SELECT subject, 1 / version FROM unnest($1::text[], $2::int[]) AS e (subject, version)`,
        [fresh.map((each) => each.subject), fresh.map((each) => each.aggregateversion)],
      );
    });
  });
}

async function effects(): Promise<string[]> {
  const found = await rows<{ subject: string }>(
    database.dataSource.manager,
    'SELECT subject FROM effects ORDER BY subject, id',
  );
  return found.map(({ subject }) => subject);
}

test('events of one moment are stored together, those that come meanwhile with the next batch', async () => {
  const batches: string[][] = [];
  const store = batcher(batches);
  const first = [store(event('ord_a')), store(event('ord_b'))];
  await Promise.resolve();
  await Promise.all([...first, store(event('ord_c')), store(event('ord_d'))]);
  expect(batches).toEqual([
    ['ord_a/1', 'ord_b/1'],
    ['ord_c/1', 'ord_d/1'],
  ]);
  expect(await effects()).toEqual(['ord_a', 'ord_b', 'ord_c', 'ord_d']);
});

test('a batch holds one event of an aggregate at most, and they keep their order', async () => {
  const batches: string[][] = [];
  const store = batcher(batches);
  await Promise.all([event('ord_a', 1), event('ord_a', 2), event('ord_b', 1), event('ord_a', 3)].map(store));
  expect(batches).toEqual([['ord_a/1', 'ord_b/1'], ['ord_a/2'], ['ord_a/3']]);
});

test('where items come together a batch waits for more, and one that comes alone is handled at once', async () => {
  const batches: string[][] = [];
  const store = createBatcher<{ readonly subject: string }>(
    async (items) => batches.push(items.map(({ subject }) => subject)),
    { gatherMs: 200 },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  void store({ subject: 'a' });
  await turn();
  expect(batches).toEqual([['a']]);
  await Promise.all([store({ subject: 'b' }), store({ subject: 'c' })]);
  const fourth = store({ subject: 'd' });
  await turn();
  await Promise.all([fourth, store({ subject: 'e' })]);
  expect(batches).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
});

test('each item gets the result of its subject, one without a result undefined, and one that fails its error', async () => {
  const square = createResultBatcher<{ readonly subject: string; readonly side: number }, number>(
    async (items) => {
      if (items.some(({ side }) => side < 0)) throw new RangeError('no such square');
      return new Map(items.flatMap(({ subject, side }) => (side > 0 ? [[subject, side * side]] : [])));
    },
  );
  const outcomes = Promise.allSettled([
    square({ subject: 'a', side: 2 }),
    square({ subject: 'b', side: 0 }),
    square({ subject: 'c', side: -1 }),
    square({ subject: 'a', side: 3 }),
  ]);
  expect(await outcomes).toEqual([
    { status: 'fulfilled', value: 4 },
    { status: 'fulfilled', value: undefined },
    { status: 'rejected', reason: new RangeError('no such square') },
    { status: 'fulfilled', value: 9 },
  ]);
});

test('where subjects are shared, a batch holds all items of a subject and they get one result', async () => {
  const batches: string[][] = [];
  const look = createResultBatcher<{ readonly subject: string }, number>(
    async (items) => {
      batches.push(items.map(({ subject }) => subject));
      return new Map(items.map(({ subject }) => [subject, batches.length]));
    },
    { sharesSubjects: true },
  );
  expect(await Promise.all(['a', 'b', 'a'].map((subject) => look({ subject })))).toEqual([1, 1, 1]);
  expect(batches).toEqual([['a', 'b', 'a']]);
});

test('an event that cannot be stored fails alone', async () => {
  const store = batcher();
  const outcomes = await Promise.allSettled([event('ord_a'), event('ord_b', 0), event('ord_c')].map(store));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await effects()).toEqual(['ord_a', 'ord_c']);
  await store(event('ord_d'));
  expect(await effects()).toEqual(['ord_a', 'ord_c', 'ord_d']);
});

describe('of a hundred items', () => {
  type Outcome = { readonly subject: string; readonly error: string | undefined };

  /** Handles a hundred items, subjects 0 to 99, and gives what became of each and how many were in each try. */
  async function handleHundred(
    fault: (subject: string) => string | undefined,
  ): Promise<{ outcomes: Outcome[]; tries: number[] }> {
    const tries: number[] = [];
    const store = createBatcher<{ readonly subject: string }>(async (items) => {
      tries.push(items.length);
      for (const { subject } of items) if (fault(subject) !== undefined) throw new Error(fault(subject));
    });
    const outcomes = Array.from({ length: 100 }, async (_, index) => {
      const subject = String(index);
      const error = await store({ subject }).then(
        () => undefined,
        (reason: Error) => reason.message,
      );
      return { subject, error };
    });
    return { outcomes: await Promise.all(outcomes), tries };
  }

  const outcomesOf = (fault: (subject: string) => string | undefined): Outcome[] =>
    Array.from({ length: 100 }, (_, index) => ({ subject: String(index), error: fault(String(index)) }));

  test.each([
    ['one that fails is found by halves', (subject: string) => (subject === '42' ? 'bad' : undefined), 15],
    [
      'neighbours that fail alike fail alone',
      (subject: string) => (subject.length === 2 && subject < '60' ? 'bad' : undefined),
      199,
    ],
    [
      'those that can be stored are, among many that fail alike',
      (subject: string) => (Number(subject) % 5 ? 'bad' : undefined),
      199,
    ],
    ['all that fail in ways of their own are tried', (subject: string) => `bad ${subject}`, 199],
    ['all that fail alike are refused after a few', () => 'no such table', 17],
  ])('%s', async (_what, fault, triesAtMost) => {
    const { outcomes, tries } = await handleHundred(fault);
    expect(outcomes).toEqual(outcomesOf(fault));
    expect(tries.length).toBeLessThanOrEqual(triesAtMost);
  });
});

test('an event that comes again takes effect once, within a batch, later, and in two workers at once', async () => {
  const events = Array.from({ length: 20 }, (_, index) => event(`ord_${String(index).padStart(2, '0')}`));
  const [one, other] = [batcher(), batcher()];
  await Promise.all([...events.map(one), ...events.toReversed().map(other), ...events.map(one)]);
  await Promise.all(events.map(other));
  expect(await effects()).toEqual(events.map(({ subject }) => subject));
});
