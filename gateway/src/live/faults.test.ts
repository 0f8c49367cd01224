import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { RawClient } from '../testing/raw-ws-client.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const readers = 1_000;
const mine = 'subscription { myWeather(city: "Oslo") { degrees reader } }';

/** As the store's browser client waits: half of a growing ceiling, and up to as much again by chance. */
function waitBeforeRetry(retries: number): Promise<void> {
  const ceiling = Math.min(20_000, 500 * 2 ** retries);
  return new Promise((resolve) => setTimeout(resolve, ceiling / 2 + (Math.random() * ceiling) / 2));
}

describe('faults with a thousand live readers', () => {
  let graph: WeatherGateway;
  beforeEach(async () => {
    graph = await startWeatherGateway({ MAX_CONNECTIONS_PER_ADDRESS: String(2 * readers) });
  });
  afterEach(() => graph.stop());

  const tokens = (): Promise<string[]> =>
    Promise.all(
      Array.from({ length: readers }, (_, index) =>
        graph.issuer.sign({ sub: `reader ${index}`, sid: `session ${index}` }),
      ),
    );

  test('a subgraph that dies comes back to all of them: the state first, then events, the last one lost by nobody', async () => {
    const clients = await Promise.all(
      (await tokens()).map((token) =>
        new RawClient(graph.gateway.url).init({ authorization: `Bearer ${token}` }),
      ),
    );
    for (const client of clients) client.subscribe('1', { query: mine });
    await waitFor(() => clients.every((client) => client.of('1').length === 1), 'the states');
    await graph.stations.stop();
    // What changes while nobody hears it is what readers must see first.
    graph.station.set('Oslo', 1);
    await graph.restartStations();
    await waitFor(() => clients.every((client) => client.of('1').length >= 2), 'the states again', 15_000);
    expect(graph.station.followers).toHaveLength(readers);
    expect(graph.stations.openSockets()).toBe(1);
    graph.station.set('Oslo', 2);
    await waitFor(() => clients.every((client) => client.of('1').length >= 3), 'the event');
    clients.forEach((client, index) => {
      expect(client.of('1').map(({ payload }) => payload)).toEqual(
        [0, 1, 2].map((degrees) => ({ data: { myWeather: { degrees, reader: `reader ${index}` } } })),
      );
      client.socket.terminate();
    });
  }, 60_000);

  test('a gateway that is killed has all of them back within 15 s of its return, not all at once', async () => {
    let gateway = await spawnGateway(graph, 0);
    const all = await tokens();
    const last: number[] = [];
    const backAt: number[] = [];
    let killedAt = Number.POSITIVE_INFINITY;
    const clients = all.map((token) =>
      createClient({
        url: `ws://127.0.0.1:${gateway.port}/graphql`,
        webSocketImpl: WebSocket,
        lazy: true,
        keepAlive: 15_000,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: () => true,
        retryWait: waitBeforeRetry,
        connectionParams: { authorization: `Bearer ${token}` },
      }),
    );
    clients.forEach((client, index) => {
      client.subscribe<{ myWeather: { degrees: number; reader: string } }>(
        { query: mine },
        {
          next: ({ data }) => {
            if (data?.myWeather.reader !== `reader ${index}`) throw new Error("another reader's event");
            // Versions never go back.
            if (data.myWeather.degrees < (last[index] ?? 0)) throw new Error('an older state');
            last[index] = data.myWeather.degrees;
            if (performance.now() > killedAt) backAt[index] ??= performance.now();
          },
          error: () => {},
          complete: () => {},
        },
      );
    });
    await waitFor(() => last.filter((degrees) => degrees === 0).length === readers, 'the states', 20_000);
    killedAt = performance.now();
    gateway.child.kill('SIGKILL');
    await gateway.ended;
    graph.station.set('Oslo', 1);
    gateway = await spawnGateway(graph, gateway.port);
    const returnedAt = performance.now();
    await waitFor(() => last.every((degrees) => degrees === 1), 'all readers', 20_000);
    const waits = backAt.map((at) => at - returnedAt);
    expect(Math.max(...waits)).toBeLessThan(15_000);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(300);
    // The subgraph has each reader once, over as few connections as before.
    await waitFor(() => graph.station.followers.length === readers, 'the subgraph to have each once');
    expect(graph.stations.openSockets()).toBe(1);
    await Promise.all(clients.map((client) => client.dispose()));
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  }, 60_000);
});

interface SpawnedGateway {
  readonly child: ChildProcess;
  readonly port: number;
  readonly ended: Promise<number | null>;
}

/** A gateway in a process of its own, in front of the same subgraphs. */
function spawnGateway(graph: WeatherGateway, port: number): Promise<SpawnedGateway> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, ...graph.environment, PORT: String(port), NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      const taken = /"url":"http:\/\/[^:]+:(\d+)\/graphql"/.exec(text)?.[1];
      if (taken) resolve({ child, port: Number(taken), ended });
    });
    ended.then((code) => reject(new Error(`the gateway ended with ${code}: ${text}`)));
  });
}
