import type { RawClient } from '../testing/raw-ws-client.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const weather = (fields: string, field = 'weather', city = 'Oslo'): { query: string } => ({
  query: `subscription { ${field}(city: "${city}") { ${fields} } }`,
});
const payloads = (client: RawClient, id = '1'): unknown[] =>
  client.of(id).map(({ payload }) => Object.values((payload as { data: object }).data)[0]);

describe('live streams that readers share', () => {
  let graph: WeatherGateway;
  beforeAll(async () => {
    graph = await startWeatherGateway({ FORWARD_HEADERS: 'x-currency', CACHE_BYPASS_ROLES: 'SELLER' });
  });
  afterAll(() => graph.stop());
  beforeEach(() => {
    graph.station.joins.length = 0;
    graph.station.degrees.clear();
    graph.station.padding = '';
  });
  const followers = (): string[] => graph.station.followers.map(({ reader }) => reader);
  const leave = async (...clients: RawClient[]): Promise<void> => {
    for (const { socket } of clients) socket.close(1000);
    await waitFor(() => graph.station.followers.length === 0, 'the subgraph to lose its readers');
  };

  test('public data is read once, as anonymous, for everybody, and joined once for each event', async () => {
    const clients = await Promise.all([graph.client('ann'), graph.client('ben'), graph.client()]);
    for (const client of clients) client.subscribe('1', weather('city degrees reader name nameReader'));
    await waitFor(() => clients.every((client) => client.of('1').length === 1), 'the state');
    graph.station.set('Oslo', 5);
    await waitFor(() => clients.every((client) => client.of('1').length === 2), 'the event');
    const state = { city: 'Oslo', reader: 'anonymous', name: 'name of Oslo', nameReader: 'anonymous' };
    for (const client of clients) {
      expect(payloads(client)).toEqual([
        { ...state, degrees: 0 },
        { ...state, degrees: 5 },
      ]);
    }
    expect(followers()).toEqual(['anonymous']);
    const metrics = await (await fetch(graph.gateway.url.replace('/graphql', '/metrics'))).text();
    expect(metrics).toMatch(/gateway_open_subscriptions 3\n.*gateway_live_streams 1\n/s);
    expect(graph.station.joins).toEqual(['anonymous', 'anonymous']);
    await leave(...clients);
  });

  test('a late reader gets the present state at once, without asking a subgraph, and then each event once', async () => {
    const early = await graph.client('ann');
    early.subscribe('1', weather('degrees name'));
    await waitFor(() => early.of('1').length === 1, 'the state');
    graph.station.set('Oslo', 7);
    await waitFor(() => early.of('1').length === 2, 'the event');
    const joins = graph.station.joins.length;
    const late = await graph.client('ben');
    late.subscribe('1', weather('degrees name'));
    await waitFor(() => late.of('1').length === 1, 'the present state');
    expect([followers(), graph.station.joins.length]).toEqual([['anonymous'], joins]);
    graph.station.set('Oslo', 8);
    await waitFor(() => early.of('1').length === 3 && late.of('1').length === 2, 'the next event');
    expect(payloads(late)).toEqual([7, 8].map((degrees) => ({ degrees, name: 'name of Oslo' })));
    expect(payloads(early)).toEqual([0, 7, 8].map((degrees) => ({ degrees, name: 'name of Oslo' })));
    early.socket.close();
    graph.station.set('Oslo', 9);
    await waitFor(() => late.of('1').length === 3, 'an event after the other reader left');
    await leave(late);
  });

  test('a late reader gets no state older than the schema allows: it is read again, and told to whoever does not know it', async () => {
    const early = await graph.client('ann');
    early.subscribe('1', weather('degrees name', 'briefly'));
    await waitFor(() => early.of('1').length === 1, 'the state');
    const { started } = graph.station;
    const since = performance.now();
    await waitFor(() => performance.now() - since > 1_050, 'the state to get old');
    const [late, later] = await Promise.all([graph.client('ben'), graph.client('cem')]);
    for (const client of [late, later]) client.subscribe('1', weather('degrees name', 'briefly'));
    await waitFor(() => late.of('1').length === 1 && later.of('1').length === 1, 'a fresh state');
    expect([graph.station.started, graph.station.joins.length]).toEqual([started + 1, 2]);
    graph.station.set('Oslo', 6);
    await waitFor(() => [early, late, later].every((client) => client.of('1').length === 2), 'the event');
    expect([early, late, later].map((client) => payloads(client))).toEqual(
      [1, 2, 3].map(() => [0, 6].map((degrees) => ({ degrees, name: 'name of Oslo' }))),
    );
    await leave(early, late, later);
  });

  test('whoever sees more than others in public data reads it alone', async () => {
    const [seller, buyer] = await Promise.all([
      graph.client('ann', { roles: ['SELLER'] }),
      graph.client('ben', { roles: ['BUYER'] }),
    ]);
    for (const client of [seller, buyer]) client.subscribe('1', weather('reader'));
    await waitFor(() => seller.of('1').length === 1 && buyer.of('1').length === 1, 'the states');
    expect([payloads(seller), payloads(buyer)]).toEqual([[{ reader: 'ann' }], [{ reader: 'anonymous' }]]);
    await leave(seller, buyer);
  });

  test.each([
    ['the field says PRIVATE', 'myWeather', 'reader'],
    ['the field says nothing', 'undeclared', 'reader'],
    ['the field needs a signed-in viewer', 'membersWeather', 'reader'],
    ['a selected field is PRIVATE', 'weather', 'reader diary'],
    ['a selected field needs a signed-in viewer', 'weather', 'reader members'],
    ['a selected object has no age', 'weather', 'reader forecast { text }'],
    ['an interface has one type with a PRIVATE field', 'weather', 'reader place { note }'],
  ])('nothing is shared between viewers when %s', async (_case, field, fields) => {
    const clients = await Promise.all([graph.client('ann'), graph.client('ben')]);
    for (const client of clients) client.subscribe('1', weather(fields, field));
    await waitFor(() => clients.every((client) => client.of('1').length === 1), 'the states');
    expect(followers().sort()).toEqual(['ann', 'ben']);
    expect(clients.map((client) => payloads(client)[0])).toEqual([
      expect.objectContaining({ reader: 'ann' }),
      expect.objectContaining({ reader: 'ben' }),
    ]);
    await leave(...clients);
  });

  test('a state is shared between the sockets of one viewer, other variables and headers apart', async () => {
    const first = await graph.client('ann');
    first.subscribe('1', weather('degrees', 'myWeather'));
    await waitFor(() => first.of('1').length === 1, 'the state');
    const second = await graph.client('ann');
    second.subscribe('1', weather('degrees', 'myWeather'));
    await waitFor(() => second.of('1').length === 1, 'the same state');
    expect(followers()).toEqual(['ann']);
    second.subscribe('2', weather('degrees', 'myWeather', 'Rome'));
    const other = await graph.client('ann', { headers: { 'x-currency': 'NOK' } });
    other.subscribe('1', weather('degrees', 'myWeather'));
    await waitFor(() => second.of('2').length === 1 && other.of('1').length === 1, 'the others');
    expect(followers()).toEqual(['ann', 'ann', 'ann']);
    await leave(first, second, other);
  });

  test('what is not declared a state is asked anew for whoever comes after its first event', async () => {
    const first = await graph.client('ann');
    first.subscribe('1', weather('degrees', 'undeclared'));
    await waitFor(() => first.of('1').length === 1, 'the snapshot');
    first.subscribe('2', weather('degrees', 'undeclared'));
    await waitFor(() => first.of('2').length === 1, 'a snapshot of its own');
    expect(followers()).toEqual(['ann', 'ann']);
    await leave(first);
  });

  test('a reader of a state that falls behind skips to the newest, and is not closed', async () => {
    graph.station.padding = 'x'.repeat(100_000);
    const [slow, quick] = await Promise.all([graph.client('ann'), graph.client('ben')]);
    for (const client of [slow, quick]) client.subscribe('1', weather('degrees padding'));
    await waitFor(() => slow.of('1').length === 1 && quick.of('1').length === 1, 'the state');
    slow.socket.pause();
    for (let degrees = 1; degrees <= 150; degrees++) {
      graph.station.set('Oslo', degrees);
      await waitFor(() => JSON.stringify(quick.of('1').at(-1)).includes(`"degrees":${degrees},`), 'an event');
    }
    slow.socket.resume();
    await waitFor(() => JSON.stringify(slow.of('1').at(-1)).includes('"degrees":150,'), 'the newest state');
    expect(slow.of('1').length).toBeLessThan(120);
    const seen = payloads(slow).map((state) => (state as { degrees: number }).degrees);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(slow.closed).toBeUndefined();
    await leave(slow, quick);
  });
});
