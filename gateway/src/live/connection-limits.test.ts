import { RawClient } from '../testing/raw-ws-client.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const subscription = (city: number | string): { query: string; variables: object } => ({
  query: 'subscription Weather($city: ID!) { myWeather(city: $city) { degrees } }',
  variables: { city: String(city) },
});

describe('limits of live queries', () => {
  const started: WeatherGateway[] = [];
  const start = async (environment: Record<string, string> = {}): Promise<WeatherGateway> => {
    const graph = await startWeatherGateway(environment);
    started.push(graph);
    return graph;
  };
  afterEach(() => Promise.all(started.splice(0).map((graph) => graph.stop())));

  /** The HTTP status with which a socket is refused; 101 when it opens. */
  const statusOf = async (
    graph: WeatherGateway,
    localAddress: string,
    clients: RawClient[],
  ): Promise<number> => {
    const client = new RawClient(graph.gateway.url, { localAddress });
    clients.push(client);
    let status = 101;
    client.socket.on('unexpected-response', (request, response) => {
      status = response.statusCode ?? 0;
      request.destroy();
      client.socket.terminate();
    });
    await waitFor(() => client.closed || client.socket.readyState === client.socket.OPEN, 'an answer');
    return status;
  };

  test('of 10,000 subscribes on one socket as many run as are allowed', async () => {
    const graph = await start();
    const client = await graph.client('ann');
    for (let id = 0; id < 10_000; id++) client.subscribe(String(id), subscription(id));
    await waitFor(() => client.messages.length >= 10_001, 'the answers');
    const types = Object.groupBy(client.messages, ({ type }) => String(type));
    expect([types.next?.length, types.error?.length]).toEqual([100, 9_900]);
    expect(types.error?.[0]).toMatchObject({ payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] });
    expect(graph.station.followers).toHaveLength(100);
  });

  test('of 1,000 sockets of one address as many open as are allowed, and others may still come', async () => {
    const graph = await start();
    const clients: RawClient[] = [];
    const statuses = await Promise.all(
      Array.from({ length: 1_000 }, () => statusOf(graph, '127.0.0.1', clients)),
    );
    expect(statuses.filter((status) => status === 101)).toHaveLength(500);
    expect(statuses.filter((status) => status === 429)).toHaveLength(500);
    expect(await statusOf(graph, '127.0.0.2', clients)).toBe(101);
    // A response that does not end is a connection too.
    const stream = await fetch(graph.gateway.url, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify(subscription('a')),
    });
    expect([stream.status, await stream.json()]).toEqual([
      429,
      { errors: [expect.objectContaining({ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })] },
    ]);
    for (const { socket } of clients) socket.terminate();
    let status = 0;
    // There is room as soon as the gateway has seen them go; the test's own deadline is the limit.
    while (status !== 101) status = await statusOf(graph, '127.0.0.1', clients);
    for (const { socket } of clients) socket.terminate();
  });

  test('a viewer has so many subscriptions over all sockets, a visitor so many at one address', async () => {
    const graph = await start({ MAX_SUBSCRIPTIONS_PER_VIEWER: '2' });
    for (const subject of ['ann', undefined]) {
      const [first, second] = await Promise.all([graph.client(subject), graph.client(subject)]);
      first.subscribe('1', subscription('a'));
      second.subscribe('1', subscription('b'));
      await waitFor(() => first.of('1').length === 1 && second.of('1').length === 1, 'the states');
      second.subscribe('2', subscription('c'));
      await waitFor(() => second.of('2').length === 1, 'the refusal');
      expect(second.of('2')[0]).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
      });
      first.send({ id: '1', type: 'complete' });
      await waitFor(() => {
        second.subscribe(`${second.messages.length}`, subscription('d'));
        return second.messages.at(-1)?.type === 'next' && second.messages.length > 3;
      }, 'room again');
    }
  });

  test('events that come faster than they can be joined wait up to a bound, then the reader is told to come again', async () => {
    const graph = await start({ MAX_QUEUED_EVENTS: '5' });
    const client = await graph.client('ann');
    client.subscribe('1', { query: 'subscription { undeclared(city: "Oslo") { degrees name } }' });
    await waitFor(() => client.of('1').length === 1, 'the snapshot');
    let release: () => void = () => {};
    graph.station.joinable = new Promise((resolve) => {
      release = resolve;
    });
    // One is being joined, five wait, and the next is one too many.
    for (let degrees = 1; degrees <= 7; degrees++) {
      const { told } = graph.station;
      graph.station.set('Oslo', degrees);
      await waitFor(() => graph.station.told > told, 'the event to be sent');
    }
    expect(await client.closing()).toEqual({ code: 1013, reason: 'Reading too slowly' });
    expect(client.of('1')).toHaveLength(1);
    release();
    await waitFor(() => graph.station.followers.length === 0, 'the subgraph to be left');
  });

  test('a full process refuses with 503', async () => {
    const graph = await start({ MAX_CONNECTIONS: '2' });
    const clients: RawClient[] = [];
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push(await statusOf(graph, `127.0.0.${i + 1}`, clients));
    expect(statuses).toEqual([101, 101, 503]);
    for (const { socket } of clients) socket.terminate();
  });
});
