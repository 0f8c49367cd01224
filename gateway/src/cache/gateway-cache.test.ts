import { decodeJwt } from 'jose';
import { createEventQueue, type EventQueue } from '../testing/event-queue.ts';
import { eventually } from '../testing/eventually.ts';
import { type LibraryGateway, startLibraryGateway } from '../testing/library-gateway.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';

const rules = JSON.stringify([
  { type: 'BookChanged', typename: 'Book', key: 'subject' },
  { type: 'BookAdded', typename: 'Book' },
]);
const bookPage = '{ book(id: "1") { title count place { hall } } }';
const list = (first: number): string => `{ books(first: ${first}) { id title count } }`;

describe.each(['memory', 'redis'] as const)('the cache in %s', (kind) => {
  let redis: TestRedis | undefined;
  let queue: EventQueue;
  let environment: Record<string, string>;
  let gateway: LibraryGateway;

  beforeEach(async () => {
    queue = await createEventQueue();
    redis = kind === 'redis' ? await startRedis() : undefined;
    environment = {
      CACHE: kind,
      CACHE_INVALIDATION_RULES: rules,
      CACHE_INVALIDATION_QUEUE_URL: queue.url,
      CACHE_BYPASS_ROLES: 'LIBRARIAN',
      CACHE_REDIS_TIMEOUT_MS: '500',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    gateway = await startLibraryGateway(environment);
    await untilStored(gateway);
  });
  afterEach(async () => {
    redis?.resume();
    await gateway.stop();
    await Promise.all([redis?.stop(), queue.remove()]);
  });

  /** The connection to Redis is made in the background. */
  async function untilStored(one: LibraryGateway): Promise<void> {
    await eventually(async () => {
      await one.post('{ greeting }');
      return (await hits(one, 'books')) > 0;
    }, 'the first hit');
    one.library.requests.length = 0;
  }
  const hits = (one: LibraryGateway, service: string): Promise<number> =>
    one.metric(`gateway_cache_reads_total{subgraph="${service}",outcome="hit"}`);
  const asked = (service?: string) =>
    gateway.library.requests.filter((request) => service === undefined || request.service === service);
  const askedStockFor = () =>
    asked('stock').map(({ variables }) =>
      (variables.representations as { id: string }[]).map(({ id }) => id),
    );
  const signedIn = async (sub: string, roles = ['CUSTOMER']): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await gateway.issuer.sign({ sub, roles })}`,
  });
  const happened = async (event: unknown): Promise<void> => {
    await queue.send(event);
    await eventually(async () => (await queue.left()) === 0, 'the event to be carried out');
  };

  test('answers again without asking, until the age that the subgraph told is over', async () => {
    gateway.library.cacheControl = 'max-age=20, public';
    const expected = { data: { book: { title: 'One', count: 10, place: { hall: 'A' } } } };
    expect((await gateway.post(bookPage)).body).toEqual(expected);
    expect(asked()).toHaveLength(2);
    await eventually(async () => {
      gateway.library.requests.length = 0;
      expect((await gateway.post(bookPage)).body).toEqual(expected);
      return asked().length === 0;
    }, 'both parts to be kept');
    gateway.pass(19_000);
    expect((await gateway.post(bookPage)).body).toEqual(expected);
    expect(asked()).toHaveLength(0);
    gateway.library.titles.set('1', 'Uno');
    gateway.pass(2_000);
    expect((await gateway.post(bookPage)).body.data).toMatchObject({ book: { title: 'Uno' } });
    expect(asked()).toHaveLength(2);
  });

  test('asks only for the entities that are missing, and puts them in their places', async () => {
    await gateway.post('{ book(id: "2") { id title count } }');
    await eventually(async () => {
      await gateway.post('{ book(id: "2") { id title count } }');
      return (await hits(gateway, 'stock')) > 0;
    }, 'the entity to be kept');
    gateway.library.requests.length = 0;
    const { body } = await gateway.post(list(3));
    expect(body.data).toEqual({
      books: [
        { id: '1', title: 'One', count: 10 },
        { id: '2', title: 'Two', count: 20 },
        { id: '3', title: 'Three', count: 30 },
      ],
    });
    expect(askedStockFor()).toEqual([['1', '3']]);
  });

  test('an error at one of the missing entities is told at its own place, and nothing of that answer is kept', async () => {
    await gateway.post('{ book(id: "1") { id title count } }');
    await eventually(async () => {
      await gateway.post('{ book(id: "1") { id title count } }');
      return (await hits(gateway, 'stock')) > 0;
    }, 'the entity to be kept');
    gateway.library.counts.set('3', -1);
    const { body } = await gateway.post(list(3));
    expect(body.errors).toMatchObject([{ path: ['books', 2, 'count'] }]);
    expect(body.data?.books).toMatchObject([{ count: 10 }, { count: 20 }, { count: null }]);
    gateway.library.counts.set('3', 31);
    const again = await gateway.post(list(3));
    expect(again.body.data?.books).toMatchObject([{ count: 10 }, { count: 20 }, { count: 31 }]);
  });

  test('what is declared public is asked as an anonymous viewer: a subgraph that tells viewers apart gives nobody away', async () => {
    const first = await gateway.post('{ greeting }', await signedIn('u1'));
    expect(first.body.data).toEqual({ greeting: 'Hello anonymous' });
    gateway.pass(61_000);
    const headers = { ...(await signedIn('u2')), 'x-correlation-id': 'c-1', 'user-agent': 'one of a kind' };
    expect((await gateway.post('{ greeting }', headers)).body.data).toEqual({ greeting: 'Hello anonymous' });
    const [request] = asked();
    expect(decodeJwt(String(request?.headers['x-viewer-token']))).toMatchObject({ kind: 'anonymous' });
    expect(request?.headers['x-correlation-id']).toBe('c-1');
    expect(request?.headers).not.toMatchObject({ 'user-agent': 'one of a kind' });
    expect(request?.headers['x-forwarded-for']).toBeUndefined();
  });

  test.each([
    ['a private root field', '{ mine { title } }'],
    ['a private field', '{ book(id: "1") { noted } }'],
    ['a field with an access rule', '{ book(id: "1") { secret } }'],
    ['a root field without an age', '{ uncached }'],
    ['a root field whose type alone has an age', '{ shelf { title } }'],
    ['an object without an age', '{ book(id: "1") { live { amount } } }'],
  ])('%s is asked with the viewer, every time', async (_what, query) => {
    const headers = await signedIn('u1');
    for (let times = 1; times <= 2; times++) {
      const { body } = await gateway.post(query, headers);
      expect(body.errors).toBeUndefined();
      expect(asked()).toHaveLength(times);
    }
    for (const { headers } of asked()) {
      expect(decodeJwt(String(headers['x-viewer-token'])).sub).toBe('u1');
    }
  });

  test.each([undefined, 'no-store', 'max-age=60, private', 'max-age=0, public', 'max-age=60'])(
    'an answer whose subgraph says "%s" is not kept',
    async (cacheControl) => {
      gateway.library.cacheControl = cacheControl;
      for (let times = 1; times <= 2; times++) {
        await gateway.post('{ book(id: "1") { title } }');
        expect(asked()).toHaveLength(times);
      }
    },
  );

  test('a subgraph that refuses anonymous viewers is asked again as the caller, for the caller alone', async () => {
    const refused = 'gateway_cache_refused_anonymous_total{subgraph="books"}';
    expect((await gateway.post('{ wrong }', await signedIn('u1'))).body).toEqual({ data: { wrong: 'u1' } });
    expect((await gateway.post('{ wrong }', await signedIn('u2'))).body).toEqual({ data: { wrong: 'u2' } });
    expect((await gateway.post('{ wrong }')).body.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await gateway.metric(refused)).toBe(2);
    const { headers } = await gateway.get('{ wrong }', await signedIn('u1'));
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('text that needs escaping comes back as it was', async () => {
    const title = 'A "quote", a \\ and a line\n, ünïcode 🜚';
    gateway.library.titles.set('2', title);
    for (let times = 1; times <= 4; times++) {
      const { body } = await gateway.post(list(3));
      expect(body.data?.books).toMatchObject([{ title: 'One' }, { title }, { title: 'Three' }]);
    }
  });

  test('a viewer with a role that sees more reads past the cache', async () => {
    await gateway.post('{ greeting }');
    const { body, headers } = await gateway.get('{ greeting }', await signedIn('boss', ['LIBRARIAN']));
    expect(body.data).toEqual({ greeting: 'Hello boss' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await gateway.post('{ greeting }')).body.data).toEqual({ greeting: 'Hello anonymous' });
  });

  test('a mutation answers with what is, not with what was kept', async () => {
    await gateway.post(bookPage);
    gateway.library.counts.set('1', 9);
    const { body } = await gateway.post('mutation { rename(id: "1", title: "Eins") { title count } }');
    expect(body.data).toEqual({ rename: { title: 'Eins', count: 9 } });
  });

  test('one event drops everything that has the entity in it, by whatever way it was found', async () => {
    const queries = [
      '{ book(slug: "slug-1") { title } }',
      '{ books(first: 1) { title } }',
      '{ found { ... on Book { title } ... on Author { name } } }',
      '{ book(id: "1") { count } }',
      '{ book(id: "2") { title } }',
    ];
    const askAll = async (): Promise<number[]> => {
      const counts: number[] = [];
      for (const query of queries) {
        gateway.library.requests.length = 0;
        const { body } = await gateway.post(query);
        expect(body.errors).toBeUndefined();
        counts.push(asked().length);
      }
      return counts;
    };
    await askAll();
    await eventually(async () => (await askAll()).every((count) => count === 0), 'all to be kept');
    await happened({ specversion: '1.0', type: 'BookChanged', subject: '1' });
    expect(await askAll()).toEqual([1, 1, 1, 2, 0]);
    await eventually(async () => (await askAll()).every((count) => count === 0), 'all to be kept again');
    await happened({ Type: 'Notification', Message: JSON.stringify({ type: 'BookAdded', subject: '9' }) });
    expect(await askAll()).toEqual([1, 1, 1, 2, 1]);
  });

  test('an entity that was not there is looked for again once an event tells of it', async () => {
    gateway.library.counts.delete('3');
    const query = '{ books(first: 3) { id count } }';
    await gateway.post(query);
    await eventually(async () => {
      gateway.library.requests.length = 0;
      expect((await gateway.post(query)).body.data?.books).toMatchObject([{}, {}, { count: null }]);
      return asked().length === 0;
    }, 'the missing one to be kept');
    gateway.library.counts.set('3', 33);
    await happened({ type: 'BookChanged', subject: '3' });
    expect((await gateway.post(query)).body.data?.books).toMatchObject([{}, {}, { count: 33 }]);
    expect(askedStockFor()).toEqual([['3']]);
  });

  test('an answer from before an invalidation is not kept when it arrives after it', async () => {
    const release = gateway.library.hold();
    const early = gateway.post(bookPage);
    await eventually(async () => asked('books').length === 1, 'the subgraph to be asked');
    gateway.library.titles.set('1', 'Changed');
    await happened({ type: 'BookChanged', subject: '1' });
    release();
    expect((await early).body.data).toMatchObject({ book: { title: 'One' } });
    expect((await gateway.post(bookPage)).body.data).toMatchObject({ book: { title: 'Changed' } });
  });

  test('an answer that others already wait for is not kept either, when it is from before an invalidation', async () => {
    const release = gateway.library.hold();
    const early = gateway.post('{ book(id: "1") { title } }');
    await eventually(async () => asked('books').length === 1, 'the subgraph to be asked');
    gateway.library.titles.set('1', 'Changed');
    await happened({ type: 'BookChanged', subject: '1' });
    const late = gateway.post('query { book(id: "1") { title } }');
    await eventually(async () => asked('books').length === 2, 'the subgraph to be asked again');
    release();
    expect((await early).body.data).toEqual({ book: { title: 'One' } });
    expect((await late).body.data).toEqual({ book: { title: 'Changed' } });
    expect((await gateway.post('{ book(id: "1") { title } }')).body.data).toEqual({
      book: { title: 'Changed' },
    });
  });

  test('equal requests of different callers for public data wait for one answer', async () => {
    const release = gateway.library.hold();
    const query = '{ book(id: "1") { title } }';
    const callers = [await signedIn('u1'), await signedIn('u2'), {}];
    const answers = callers.map((headers) => gateway.post(query, headers));
    await eventually(
      async () => (await gateway.metric('gateway_cache_reads_total{subgraph="books",outcome="miss"}')) >= 4,
      'all three to have looked',
    );
    release();
    for (const answer of answers) expect((await answer).body.data).toEqual({ book: { title: 'One' } });
    expect(asked('books')).toHaveLength(1);
  });

  test('messages that are no events are left to the dead-letter queue, and others still carried out', async () => {
    await queue.send('not JSON');
    await queue.send({ no: 'type' });
    await queue.send({ type: 'SomethingElse', subject: '1' });
    await eventually(
      async () => (await gateway.metric('gateway_cache_invalidations_total{type="other"}')) === 1,
      'the third to be carried out',
    );
    expect(gateway.logs.filter(({ msg }) => String(msg).startsWith('not an event'))).toHaveLength(2);
    expect(await queue.left()).toBe(2);
  });

  test('while a subgraph is down, what is kept of it is still answered', async () => {
    await gateway.post(list(2));
    await eventually(async () => {
      await gateway.post(list(2));
      return (await hits(gateway, 'stock')) >= 2;
    }, 'two entities to be kept');
    gateway.library.down.add('stock');
    const { body } = await gateway.post(list(3));
    expect(body.data?.books).toMatchObject([{ count: 10 }, { count: 20 }, { count: null }]);
    expect(body.errors).toMatchObject([{ extensions: { code: 'SUBREQUEST_FAILED', service: 'stock' } }]);
  });

  test('a client whose aliases look like ours is answered, past the cache', async () => {
    const query = '{ book(id: "1") { __cacheKey_Book: title __cacheType: title } }';
    for (let times = 1; times <= 2; times++) {
      const { body } = await gateway.post(query);
      expect(body).toEqual({ data: { book: { __cacheKey_Book: 'One', __cacheType: 'One' } } });
      expect(asked()).toHaveLength(times);
    }
  });

  if (kind === 'redis') {
    test('replicas share what is kept, and one of them taking an event is enough', async () => {
      const other = await startLibraryGateway(environment, gateway);
      try {
        await untilStored(other);
        await gateway.post(bookPage);
        await eventually(async () => {
          gateway.library.requests.length = 0;
          await other.post(bookPage);
          return asked().length === 0;
        }, 'the other replica to have it');
        gateway.library.titles.set('1', 'Changed');
        await happened({ type: 'BookChanged', subject: '1' });
        for (const one of [gateway, other]) {
          expect((await one.post(bookPage)).body.data).toMatchObject({ book: { title: 'Changed' } });
        }
      } finally {
        await other.stop();
      }
    });

    test('a Redis that hangs or is gone costs its deadline at most, and no answer', async () => {
      await gateway.post(bookPage);
      redis?.pause();
      const expected = { data: { book: { title: 'One', count: 10, place: { hall: 'A' } } } };
      for (let times = 0; times < 6; times++) expect((await gateway.post(bookPage)).body).toEqual(expected);
      expect(await gateway.metric('gateway_cache_store_failures_total')).toBeGreaterThan(0);
      redis?.resume();
      await redis?.stop();
      expect((await gateway.post(bookPage)).body).toEqual(expected);
    });

    test('an event that arrives while Redis is away is carried out when it is back', async () => {
      await gateway.post(bookPage);
      redis?.pause();
      await queue.send({ type: 'BookChanged', subject: '1' });
      await eventually(
        async () => gateway.logs.some(({ msg }) => String(msg).startsWith('cache invalidation stands still')),
        'the invalidation to fail',
      );
      gateway.library.titles.set('1', 'Changed');
      redis?.resume();
      await eventually(async () => (await queue.left()) === 0, 'the event to be carried out');
      expect((await gateway.post(bookPage)).body.data).toMatchObject({ book: { title: 'Changed' } });
    });
  }
});

describe('the answer to a GET request', () => {
  let gateway: LibraryGateway;
  beforeAll(async () => {
    gateway = await startLibraryGateway({ CORS_ORIGINS: 'http://store.example' });
  });
  afterAll(() => gateway.stop());
  const cacheControlOf = async (query: string, headers?: Record<string, string>): Promise<string | null> =>
    (await gateway.get(query, headers)).headers.get('cache-control');

  test('may be kept by anybody for as long as its shortest part is fresh', async () => {
    const { headers } = await gateway.get(bookPage);
    expect(headers.get('cache-control')).toBe('public, max-age=30');
    expect(headers.get('vary')).toBe('origin, authorization, accept');
    expect(headers.get('x-correlation-id')).toBeNull();
    expect(await cacheControlOf('{ book(id: "1") { reads } }')).toBe('public, max-age=5');
    gateway.pass(12_000);
    expect(await cacheControlOf(bookPage)).toMatch(/^public, max-age=1[78]$/);
  });

  test('is the callers own when it came with credentials', async () => {
    const authorization = `Bearer ${await gateway.issuer.sign()}`;
    expect(await cacheControlOf('{ book(id: "2") { title } }', { authorization })).toBe(
      'private, max-age=60',
    );
  });

  test('is not sent again to who has it', async () => {
    const query = '{ book(id: "3") { title } }';
    const first = await gateway.get(query);
    const etag = String(first.headers.get('etag'));
    const again = await gateway.get(query, { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(again.body).toEqual({});
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('cache-control')).toMatch(/^public, max-age=(59|60)$/);
    expect((await gateway.get(query, { 'if-none-match': '"other"' })).body).toEqual(first.body);
  });

  test.each([
    ['a part is private', '{ book(id: "1") { title noted } }'],
    ['a part has no age', '{ book(id: "1") { title } uncached }'],
    ['a part was refused', '{ book(id: "1") { title secret } }'],
    ['it is about the schema alone', '{ __typename }'],
    ['it is not valid', '{ nothing }'],
  ])('is kept by nobody when %s', async (_why, query) => {
    expect(await cacheControlOf(query)).toBe('no-store');
  });

  test('is kept by nobody when it has errors, and neither is that of a POST request or a mutation', async () => {
    gateway.library.counts.set('3', -1);
    expect(await cacheControlOf('{ books(first: 3) { count } }')).toBe('no-store');
    expect((await gateway.post(bookPage)).headers.get('cache-control')).toBe('no-store');
    const mutation = await gateway.post('mutation { rename(id: "2", title: "Zwei") { title } }');
    expect(mutation.headers.get('cache-control')).toBe('no-store');
  });

  test('is another one for another value of a header on which public data may depend', async () => {
    const varied = await startLibraryGateway(
      { FORWARD_HEADERS: 'accept-language,x-other', CACHE_VARY_HEADERS: 'Accept-Language' },
      gateway,
    );
    try {
      for (const language of ['de', 'fr', 'de']) {
        const { body, headers } = await varied.get('{ language }', {
          'accept-language': language,
          'x-other': 'o',
        });
        expect(body.data).toEqual({ language });
        expect(headers.get('vary')).toBe('origin, authorization, accept, accept-language');
      }
      const requests = gateway.library.requests.filter(({ query }) => query.includes('language'));
      expect(requests).toHaveLength(2);
      expect(requests[0]?.headers['x-other']).toBeUndefined();
    } finally {
      await varied.stop();
    }
  });

  test('is kept by nobody when the cache is off', async () => {
    const off = await startLibraryGateway({ CACHE: 'off' }, gateway);
    try {
      const authorization = `Bearer ${await gateway.issuer.sign({ sub: 'u7' })}`;
      const { body, headers } = await off.get('{ greeting }', { authorization });
      expect(body.data).toEqual({ greeting: 'Hello u7' });
      expect(headers.get('cache-control')).toBe('no-store');
    } finally {
      await off.stop();
    }
  });
});
