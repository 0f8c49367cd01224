import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { RawClient } from '../testing/raw-ws-client.ts';
import { serveSubgraph } from '../testing/serve-subgraph.ts';
import { buildShopSchemas } from '../testing/shop-fixture.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';

const query = 'subscription Moves($id: ID!) { parcelMoved(id: $id) { id at: step place owner { name } } }';
const event = (id: string, step: number): object => ({
  data: { parcelMoved: { id, at: step, place: `place ${step}`, owner: { name: 'Ann' } } },
});

describe('live queries over graphql-ws', () => {
  let shop: ShopGateway;
  const open: RawClient[] = [];
  const client = (options?: ConstructorParameters<typeof RawClient>[1]): RawClient => {
    const created = new RawClient(shop.gateway.url, options);
    open.push(created);
    return created;
  };
  beforeAll(async () => {
    shop = await startShopGateway({ MAX_SUBSCRIPTIONS_PER_CONNECTION: '3' });
  });
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.terminate();
    await waitFor(() => shop.depot.subscribers === 0, 'the subgraph to lose its subscribers');
  });
  afterAll(() => shop.stop());

  test('a standard client gets a snapshot and then each event, joined with other subgraphs, in order', async () => {
    const standard = createClient({ url: shop.gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    const events: unknown[] = [];
    const unsubscribe = standard.subscribe(
      { query, variables: { id: 'ordered' } },
      { next: (value) => events.push(value), error: (error) => events.push(error), complete: () => {} },
    );
    await waitFor(() => events.length === 1, 'the snapshot');
    for (let step = 1; step <= 20; step++) shop.depot.move('ordered');
    await waitFor(() => events.length === 21, 'the events');
    expect(events).toEqual(Array.from({ length: 21 }, (_, step) => event('ordered', step)));
    unsubscribe();
    await waitFor(() => shop.depot.subscribers === 0, 'the end of the subscription upstream');
    await standard.dispose();
  });

  test('many subscriptions of one viewer share one connection to the subgraph', async () => {
    const before = shop.parcels.connections.length;
    const [first, second] = await Promise.all([client().init(), client().init()]);
    first.subscribe('1', { query, variables: { id: 'shared' } });
    first.subscribe('2', { query, variables: { id: 'shared' } });
    second.subscribe('1', { query, variables: { id: 'shared' } });
    await waitFor(() => first.messages.length === 3 && second.messages.length === 2, 'the snapshots');
    expect(shop.parcels.connections.length - before).toBeLessThanOrEqual(1);
    expect(shop.parcels.connections.at(-1)).toEqual({ viewerToken: expect.any(String) });
  });

  test('completes when the subgraph completes', async () => {
    const raw = await client().init();
    raw.subscribe('p', { query: 'subscription { ping }' });
    await waitFor(() => raw.of('p').length === 2, 'completion');
    expect(raw.of('p')).toEqual([
      { id: 'p', type: 'next', payload: { data: { ping: 1 } } },
      { id: 'p', type: 'complete' },
    ]);
  });

  test('after a lost connection the subgraph is asked again and sends its snapshot again', async () => {
    const raw = await client().init();
    raw.subscribe('r', { query, variables: { id: 'reconnect' } });
    await waitFor(() => raw.of('r').length === 1, 'the snapshot');
    shop.parcels.cutSockets();
    await waitFor(() => raw.of('r').length === 2, 'the snapshot after the reconnect');
    shop.depot.move('reconnect');
    await waitFor(() => raw.of('r').length === 3, 'an event after the reconnect');
    expect(raw.of('r').map(({ payload }) => payload)).toEqual(
      [0, 0, 1].map((step) => event('reconnect', step)),
    );
    expect(raw.closed).toBeUndefined();
  });

  test('answers queries and mutations with the same limits as HTTP', async () => {
    const raw = await client().init();
    raw.subscribe('q', { query: '{ parcel(id: "q") { id owner { name } } }' });
    raw.subscribe('m', { query: 'mutation { claim }' });
    raw.subscribe('l', { query: `{ ${'known '.repeat(30)} }` });
    await waitFor(
      () => raw.of('q').length === 2 && raw.of('m').length > 0 && raw.of('l').length > 0,
      'the answers',
    );
    expect(raw.of('q')[0]?.payload).toEqual({ data: { parcel: { id: 'q', owner: { name: 'Ann' } } } });
    expect(raw.of('m')[0]?.payload).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(raw.of('l')).toEqual([
      {
        id: 'l',
        type: 'error',
        payload: [expect.objectContaining({ extensions: expect.objectContaining({ limit: 'rootFields' }) })],
      },
    ]);
  });

  test('refuses two root fields, unknown fields and protected fields', async () => {
    const raw = await client().init();
    raw.subscribe('1', { query: 'subscription { ping other: ping }' });
    raw.subscribe('2', { query: 'subscription { nothing }' });
    raw.subscribe('3', { query: 'subscription { privateMoves { id } }' });
    await waitFor(() => ['1', '2', '3'].every((id) => raw.of(id).length === 1), 'the refusals');
    const codes = ['1', '2', '3'].map((id) => {
      const { type, payload } = raw.of(id)[0] as {
        type: string;
        payload: { extensions: { code: string } }[];
      };
      return [type, payload[0]?.extensions.code];
    });
    expect(codes).toEqual([
      ['error', 'GRAPHQL_VALIDATION_FAILED'],
      ['error', 'GRAPHQL_VALIDATION_FAILED'],
      ['error', 'UNAUTHENTICATED'],
    ]);
  });

  describe('tokens', () => {
    test.each([
      ['authorization', (token: string) => ({ authorization: `Bearer ${token}` })],
      ['Authorization', (token: string) => ({ Authorization: `Bearer ${token}` })],
      ['headers.authorization', (token: string) => ({ headers: { authorization: `Bearer ${token}` } })],
    ])('is read from %s', async (_name, payload) => {
      const raw = await client().init(payload(await shop.issuer.sign()));
      raw.subscribe('s', { query: 'subscription { privateMoves { id } }' });
      await waitFor(() => raw.of('s').length === 1, 'the snapshot');
      expect(raw.of('s')[0]?.payload).toEqual({ data: { privateMoves: { id: 'private' } } });
    });

    test('is not looked for ever deeper: a payload of very many headers in headers is a stranger like any other', async () => {
      const depth = 20_000;
      const raw = await client().open();
      raw.send(`{"type":"connection_init","payload":${'{"headers":'.repeat(depth)}{}${'}'.repeat(depth)}}`);
      await waitFor(() => raw.messages.some(({ type }) => type === 'connection_ack'), 'the ack');
    });

    test('an invalid one closes the connection with 4403', async () => {
      const raw = await client().init({ authorization: 'Bearer nonsense' });
      expect(await raw.closing()).toEqual({ code: 4403, reason: 'Forbidden' });
    });

    test('its end closes the connection with 4403', async () => {
      const exp = Math.floor(Date.now() / 1_000) + 4;
      const raw = await client().init({ authorization: `Bearer ${await shop.issuer.sign({ exp })}` });
      raw.subscribe('s', { query: 'subscription { privateMoves { id } }' });
      await waitFor(() => raw.of('s').length === 1, 'the snapshot');
      expect(await raw.closing()).toEqual({ code: 4403, reason: 'Token expired' });
      expect(Date.now()).toBeGreaterThanOrEqual(exp * 1_000 - 50);
    });
  });

  describe('the protocol', () => {
    test.each([
      ['no connection_init', 4408, async (_raw: RawClient) => {}],
      [
        'a second connection_init',
        4429,
        async (raw: RawClient) => {
          raw.send({ type: 'connection_init' });
          raw.send({ type: 'connection_init' });
        },
      ],
      ['subscribe before the ack', 4401, async (raw: RawClient) => raw.subscribe('1', { query })],
      ['a message that is not JSON', 4400, async (raw: RawClient) => raw.send('{')],
      ['an unknown message', 4400, async (raw: RawClient) => raw.send({ type: 'start' })],
      ['a message over 256 KB', 1009, async (raw: RawClient) => raw.send('x'.repeat(300_000))],
      [
        'an id in use',
        4409,
        async (raw: RawClient) => {
          await raw.init();
          raw.subscribe('1', { query, variables: { id: 'x' } });
          raw.subscribe('1', { query, variables: { id: 'x' } });
        },
      ],
    ])('closes on %s with %i', async (_name, code, act) => {
      const raw = await client().open();
      await act(raw);
      expect((await raw.closing()).code).toBe(code);
    });

    test('answers pings, and refuses other subprotocols and origins', async () => {
      const raw = await client().init();
      raw.send({ type: 'ping' });
      await waitFor(() => raw.messages.some(({ type }) => type === 'pong'), 'the pong');
      const legacy = client({ protocol: 'graphql-ws' });
      expect((await legacy.closing()).code).not.toBe(1000);
      const foreign = client({ origin: 'http://evil.example' });
      expect((await foreign.closing()).code).toBe(1006);
      await client({ origin: 'http://store.example' }).init();
    });

    test('caps the operations of one connection', async () => {
      const raw = await client().init();
      for (const id of ['1', '2', '3', '4']) raw.subscribe(id, { query, variables: { id } });
      await waitFor(() => raw.of('4').length === 1, 'the refusal');
      expect(raw.of('4')[0]).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
      });
      await waitFor(() => raw.of('3').length === 1, 'the third snapshot');
    });
  });
});

describe('a gateway with live clients', () => {
  test('survives a subgraph that is replaced, and tells clients to move when it drains', async () => {
    const shop = await startShopGateway();
    const raw = new RawClient(shop.gateway.url);
    await raw.init();
    raw.subscribe('1', { query, variables: { id: 'a' } });
    await waitFor(() => raw.of('1').length === 1, 'the snapshot');
    const { port } = shop.parcels;
    await shop.parcels.stop();
    const parcels = await serveSubgraph(buildShopSchemas(shop.depot).parcels, { port });
    await waitFor(() => raw.of('1').length === 2, 'the snapshot of the new process');
    expect(raw.of('1')[1]?.payload).toEqual(event('a', 0));

    const stopped = shop.gateway.stop();
    expect(await raw.closing()).toEqual({ code: 1001, reason: 'Going away' });
    await stopped;
    await waitFor(() => parcels.openSockets() === 0, 'the connection upstream to close');
    await Promise.all([parcels.stop(), shop.people.stop(), shop.issuer.stop()]);
  });

  test('closes a client that reads too slowly', async () => {
    const shop = await startShopGateway();
    const raw = new RawClient(shop.gateway.url);
    await raw.init();
    const wide = `subscription { parcelMoved(id: "slow") { ${Array.from({ length: 40 }, (_, i) => `${'p'.repeat(400)}${i}: place`).join(' ')} } }`;
    // 40 aliases of 400 letters: each event is 17 KB, far more than a client that reads nothing can be owed.
    raw.subscribe('1', { query: wide });
    await waitFor(() => raw.of('1').length === 1, 'the snapshot');
    raw.socket.pause();
    const done = waitFor(() => shop.depot.subscribers === 0, 'the slow reader to be dropped', 20_000);
    const moving = setInterval(() => {
      for (let i = 0; i < 20; i++) shop.depot.move('slow');
    }, 5);
    await done;
    clearInterval(moving);
    const metrics = await (await fetch(shop.gateway.url.replace('/graphql', '/metrics'))).text();
    expect(metrics).toContain('gateway_slow_readers_closed_total 1');
    raw.socket.terminate();
    await shop.stop();
  });
});
