import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { WebSocketServer } from 'ws';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const mine = { query: 'subscription { myWeather(city: "Oslo") { degrees reader } }' };

describe('connections to subgraphs', () => {
  const started: WeatherGateway[] = [];
  const start = async (...args: Parameters<typeof startWeatherGateway>): Promise<WeatherGateway> => {
    const graph = await startWeatherGateway(...args);
    started.push(graph);
    return graph;
  };
  afterEach(() => Promise.all(started.splice(0).map((graph) => graph.stop())));

  test.each([
    ['share one where the subgraph reads the viewer of each operation', true, 1],
    ['are apart where it knows a viewer by the connection only', false, 2],
  ])('of different viewers %s', async (_case, viewerPerOperation, connections) => {
    const graph = await start({}, { viewerPerOperation });
    const clients = await Promise.all(['ann', 'ben'].map((subject) => graph.client(subject)));
    for (const client of clients) client.subscribe('1', mine);
    await waitFor(() => clients.every((client) => client.of('1').length === 1), 'the states');
    graph.station.set('Oslo', 3);
    await waitFor(() => clients.every((client) => client.of('1').length === 2), 'the events');
    expect(clients.map((client) => client.of('1').map(({ payload }) => payload))).toEqual(
      ['ann', 'ben'].map((reader) => [0, 3].map((degrees) => ({ data: { myWeather: { degrees, reader } } }))),
    );
    await waitFor(() => graph.stations.openSockets() <= connections + 1, 'idle connections to close');
    expect(graph.stations.connections.length).toBeGreaterThanOrEqual(connections);
    if (viewerPerOperation) expect(graph.stations.connections.length).toBe(1);
  });

  test('come back after a loss, each stream with its viewer and its present state first', async () => {
    const graph = await start();
    const clients = await Promise.all(['ann', 'ben'].map((subject) => graph.client(subject)));
    for (const client of clients) client.subscribe('1', mine);
    await waitFor(() => clients.every((client) => client.of('1').length === 1), 'the states');
    await graph.stations.stop();
    graph.station.set('Oslo', 4);
    await graph.restartStations();
    await waitFor(() => clients.every((client) => client.of('1').length === 2), 'the states again');
    expect(clients.map((client) => client.of('1')[1]?.payload)).toEqual(
      ['ann', 'ben'].map((reader) => ({ data: { myWeather: { degrees: 4, reader } } })),
    );
  });

  test('wait for whoever comes while the subgraph is away, also when all others have left', async () => {
    const graph = await start();
    const [ann, ben] = await Promise.all([graph.client('ann'), graph.client('ben')]);
    ann.subscribe('1', mine);
    await waitFor(() => ann.of('1').length === 1, 'the state');
    await graph.stations.stop();
    ann.send({ id: '1', type: 'complete' });
    ben.subscribe('1', mine);
    // Longer than a connection without readers is kept.
    const since = performance.now();
    await waitFor(() => performance.now() - since > 2_200, 'time to pass');
    await graph.restartStations();
    await waitFor(() => ben.of('1').length === 1, 'the state');
    expect(graph.station.followers).toEqual([{ city: 'Oslo', reader: 'ben' }]);
  });

  test('to a subgraph that does not answer are tried ever more seldom', async () => {
    const attempts: number[] = [];
    const silent = createServer((socket) => {
      attempts.push(performance.now());
      socket.destroy();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const graph = await start({ SUBGRAPH_URL_STATIONS: `http://127.0.0.1:${port}/graphql` });
    const client = await graph.client('ann');
    client.subscribe('1', mine);
    await waitFor(() => attempts.length === 6, 'six attempts', 15_000);
    const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    // Each at least half of 100 ms, 200, 400, 800, 1600.
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThan(45 * 2 ** index);
    });
    silent.close();
  });

  test('pass on a refusal of the subgraph once, and end the operation', async () => {
    const graph = await start();
    const client = await graph.client('ann');
    client.subscribe('1', { query: 'subscription { myWeather(city: "forbidden") { degrees } }' });
    await waitFor(() => client.of('1').some(({ type }) => type === 'complete'), 'the end');
    expect(client.of('1')).toEqual([
      {
        id: '1',
        type: 'next',
        payload: {
          data: { myWeather: null },
          errors: [expect.objectContaining({ extensions: { code: 'NOT_FOUND', service: 'stations' } })],
        },
      },
      { id: '1', type: 'complete' },
    ]);
    expect(graph.station.started).toBe(0);
  });

  test('are opened again after a message that is none, and an error of any shape ends the operation with one', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    const said = ['null', '7', '{"type":"next","id":"1","payload":null}'];
    let connections = 0;
    server.on('connection', (socket) => {
      connections++;
      socket.on('message', (data) => {
        const { type, id } = JSON.parse(String(data));
        if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
        if (type === 'subscribe')
          socket.send(said.shift() ?? JSON.stringify({ id, type: 'error', payload: [null] }));
      });
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const graph = await start({ SUBGRAPH_URL_STATIONS: `http://127.0.0.1:${port}/graphql` });
    const client = await graph.client();
    client.subscribe('1', mine);
    await waitFor(() => connections === 3, 'the third connection', 15_000);
    client.subscribe('2', { query: 'subscription { myWeather(city: "Rome") { degrees } }' });
    await waitFor(() => client.of('2').length === 2, 'the end', 15_000);
    expect(client.of('2')).toMatchObject([
      {
        type: 'next',
        payload: { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'stations' } }] },
      },
      { type: 'complete' },
    ]);
    for (const socket of server.clients) socket.terminate();
    server.close();
  });

  test('are given up where a subgraph refuses them again and again, and its readers are told', async () => {
    const { port } = (await start()).stations;
    const wrong = await start({ SUBGRAPH_URL_STATIONS: `http://127.0.0.1:${port}/elsewhere` });
    const client = await wrong.client('ann');
    client.subscribe('1', mine);
    await waitFor(() => client.of('1').length === 1, 'the error', 15_000);
    expect(client.of('1')[0]).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'SUBREQUEST_FAILED', service: 'stations' } }],
    });
  });
});
