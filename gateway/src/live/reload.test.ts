import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';
import { stationsSdl } from '../testing/weather-subgraphs.ts';

const follow = (field: string, fields = 'degrees'): { query: string } => ({
  query: `subscription { ${field}(city: "Oslo") { ${fields} } }`,
});

describe('live streams and a new supergraph', () => {
  let graph: WeatherGateway;
  beforeEach(async () => {
    graph = await startWeatherGateway();
  });
  afterEach(() => graph.stop());

  test('streams go on: a state is given again, other events are asked for once', async () => {
    const client = await graph.client('ann');
    client.subscribe('state', follow('weather'));
    client.subscribe('events', follow('undeclared'));
    await waitFor(() => client.of('state').length === 1 && client.of('events').length === 1, 'the snapshots');
    await graph.publish(stationsSdl.replace('degrees: Int!', 'degrees: Int! wind: Int'));
    await waitFor(() => client.of('state').length === 2, 'the state under the new supergraph');
    graph.station.set('Oslo', 2);
    await waitFor(() => client.of('state').length === 3 && client.of('events').length === 2, 'the event');
    expect(graph.station.followers).toHaveLength(2);
    expect(client.of('events')[1]?.payload).toEqual({ data: { undeclared: { degrees: 2 } } });
    // Whoever comes now reads the stream that was there before.
    const late = await graph.client('ben');
    late.subscribe('state', follow('weather'));
    await waitFor(() => late.of('state').length === 1, 'the present state');
    expect(graph.station.followers).toHaveLength(2);
  });

  test('a stream that is no longer valid, or no longer open to its viewer, is refused with the reason', async () => {
    const client = await graph.client();
    client.subscribe('gone', follow('weather', 'degrees padding'));
    client.subscribe('closed', follow('undeclared'));
    client.subscribe('stays', follow('myWeather'));
    await waitFor(
      () => ['gone', 'closed', 'stays'].every((id) => client.of(id).length === 1),
      'the snapshots',
    );
    await graph.publish(
      stationsSdl
        .replace('padding: String', '')
        .replace('undeclared(city: ID!): Weather', 'undeclared(city: ID!): Weather @authenticated'),
    );
    await waitFor(() => ['gone', 'closed'].every((id) => client.of(id).length === 2), 'the refusals');
    expect(client.of('gone')[1]).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(client.of('closed')[1]).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await waitFor(() => graph.station.followers.length === 1, 'the subgraph to be left');
    graph.station.set('Oslo', 1);
    await waitFor(
      () => JSON.stringify(client.of('stays').at(-1)).includes('"degrees":1'),
      'an event of the other',
    );
  });

  test('what was public and no longer is does not go on for those who were not its viewers', async () => {
    const [ann, ben] = await Promise.all([graph.client('ann'), graph.client('ben')]);
    for (const client of [ann, ben]) client.subscribe('1', follow('weather', 'degrees reader'));
    await waitFor(() => [ann, ben].every((client) => client.of('1').length === 1), 'the state');
    await graph.publish(
      stationsSdl.replace(
        'weather(city: ID!): Weather @cacheControl(maxAge: 60, scope: PUBLIC)',
        'weather(city: ID!): Weather @cacheControl(maxAge: 60, scope: PRIVATE)',
      ),
    );
    await waitFor(() => [ann, ben].every((client) => client.of('1').length === 2), 'the end');
    expect(ann.of('1')[1]).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }],
    });
    ben.subscribe('2', follow('weather', 'degrees reader'));
    await waitFor(() => ben.of('2').length === 1, 'its own state');
    expect(ben.of('2')[0]?.payload).toEqual({ data: { weather: { degrees: 0, reader: 'ben' } } });
  });
});
