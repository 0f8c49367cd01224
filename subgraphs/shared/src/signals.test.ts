import { connectSignals, type Signals } from './signals.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { testLogger as logger } from './testing/test-logger.ts';
import { sharedDatabase } from './testing/test-subgraph.ts';
import { waitFor } from './testing/wait-for.ts';
import { watch } from './watch.ts';

let database: TestDatabase;
let other: Signals;

beforeAll(async () => {
  database = await createTestDatabase('shared', sharedDatabase);
  other = await connectSignals(database.dataSource, database.url, logger);
});
afterAll(async () => {
  await other.close();
  await database.close();
});

describe('signals', () => {
  it('reach the listeners of a key in every process', async () => {
    const heard: string[] = [];
    const silence = database.signals.listen('ord_a', (value) => heard.push(`own ${value}`));
    const silenceOther = other.listen('ord_a', (value) => heard.push(`other ${value}`));
    database.signals.notify('ord_a', 'x y');
    database.signals.notify('ord_b', 'not for us');
    await waitFor(() => heard.length === 2);
    expect(heard.sort()).toEqual(['other x y', 'own x y']);
    silence();
    silenceOther();
  });

  it('carry thousands of keys of one moment', async () => {
    const keys = Array.from({ length: 3_000 }, (_, index) => `ord_${index}`);
    const heard = new Set<string>();
    const silences = keys.map((key) => other.listen(key, () => heard.add(key)));
    for (const key of keys) database.signals.notify(key);
    await waitFor(() => heard.size === keys.length);
    for (const silence of silences) silence();
  });

  it('call every listener when a lost connection is back, because hints may have been missed', async () => {
    const heard: (string | null)[] = [];
    const silence = other.listen('ord_a', (value) => heard.push(value));
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'signals' AND datname = current_database()`,
    );
    await waitFor(() => heard.includes(null));
    await waitFor(async () => {
      database.signals.notify('ord_a', 'again');
      return heard.includes('again');
    });
    silence();
  });
});

describe('signals after an outage', () => {
  let outage: TestDatabase;

  beforeAll(async () => {
    outage = await createTestDatabase('shared', sharedDatabase);
  });
  afterAll(() => outage.close());

  it('come back with one connection, however many tries were refused', async () => {
    const name = new URL(outage.url).pathname.slice(1);
    const listeners = async (): Promise<number> => {
      const [row] = (await database.dataSource.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'signals' AND datname = $1`,
        [name],
      )) as { n: number }[];
      return row!.n;
    };
    let returns = 0;
    const silence = outage.signals.listen('ord_a', (value) => {
      if (value === null) returns += 1;
    });
    await database.dataSource.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    const refusedBefore = Date.now();
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'signals' AND datname = $1`,
      [name],
    );
    await waitFor(() => Date.now() - refusedBefore > 1_500);
    await database.dataSource.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await waitFor(() => returns > 0);
    await waitFor(async () => {
      outage.signals.notify('ord_b');
      return (await listeners()) === 1;
    });
    expect(returns).toBe(1);
    silence();
  });
});

describe('watch', () => {
  type State = { version: number };

  function watchState(load: () => Promise<State | null>): AsyncIterableIterator<State> {
    return watch({ signals: database.signals, key: 'ord_w', load, versionOf: (state) => state.version });
  }

  it('shows the state at once and after each change, never an older one', async () => {
    let state: State = { version: 1 };
    const states = watchState(async () => state);
    expect((await states.next()).value).toEqual({ version: 1 });
    const second = states.next();
    database.signals.notify('ord_w');
    state = { version: 2 };
    other.notify('ord_w');
    expect((await second).value).toEqual({ version: 2 });
    const third = states.next();
    state = { version: 1 };
    other.notify('ord_w', 'old');
    state = { version: 3 };
    other.notify('ord_w', 'new');
    expect((await third).value).toEqual({ version: 3 });
    await states.return!();
  });

  it('gives a slow reader the newest state only', async () => {
    const state: State = { version: 1 };
    const states = watchState(async () => ({ ...state }));
    await states.next();
    for (; state.version < 50; state.version += 1) other.notify('ord_w', String(state.version));
    let heard = false;
    const silence = database.signals.listen('ord_w', (value) => {
      heard ||= value === '49';
    });
    await waitFor(() => heard);
    silence();
    expect((await states.next()).value).toEqual({ version: 50 });
    await states.return!();
  });

  it('ends while it waits', async () => {
    const states = watchState(async () => ({ version: 1 }));
    await states.next();
    const waiting = states.next();
    await states.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
