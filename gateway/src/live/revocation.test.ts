import { createServer, type Server } from 'node:http';
import { listenOn } from '../testing/serve-subgraph.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const query = 'subscription { myWeather(city: "Oslo") { degrees } }';

describe('sessions that end before their tokens', () => {
  let revoked: string[] = [];
  let isDown = false;
  let list: Server;
  let graph: WeatherGateway;
  beforeAll(async () => {
    list = createServer((_request, response) => {
      response.writeHead(isDown ? 503 : 200).end(JSON.stringify({ revoked }));
    });
    const url = `http://127.0.0.1:${await listenOn(list, 0)}/revoked-sessions`;
    graph = await startWeatherGateway({}, { revokedSessionsUrl: url });
  });
  afterAll(async () => {
    await graph.stop();
    list.closeAllConnections();
    list.close();
  });

  test('close their live queries with 4403 and let nobody in again, also while the issuer is down', async () => {
    const [ann, ben] = await Promise.all([graph.client('ann'), graph.client('ben')]);
    for (const client of [ann, ben]) client.subscribe('1', { query });
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${await graph.issuer.sign({ sub: 'ann', sid: 'session of ann' })}`,
    };
    const stream = await fetch(`${graph.gateway.url}?query=${encodeURIComponent(query)}`, { headers });
    await waitFor(() => [ann, ben].every((client) => client.of('1').length === 1), 'the states');
    revoked = ['session of ann', 'session of nobody'];
    expect(await ann.closing()).toEqual({ code: 4403, reason: 'Token revoked' });
    expect(await stream.text()).toMatch(/UNAUTHENTICATED.*\n\nevent: complete\ndata:\n\n$/);
    isDown = true;
    const again = await graph.client('ann');
    expect(await again.closing()).toEqual({ code: 4403, reason: 'Forbidden' });
    const refused = await fetch(graph.gateway.url, {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ ok }' }),
    });
    expect(refused.status).toBe(401);
    graph.station.set('Oslo', 1);
    await waitFor(() => ben.of('1').length === 2, 'an event of the other');
  });
});
