import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway, type WeatherGateway } from '../testing/weather-gateway.ts';

const accept = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0, application/json';
const query = 'subscription { weather(city: "Oslo") { degrees name } }';
const part = (body: object): string =>
  `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(body)}\r\n--graphql`;
const state = (degrees: number): object => ({ data: { weather: { degrees, name: 'name of Oslo' } } });

describe("live queries by Apollo's multipart protocol", () => {
  let graph: WeatherGateway;
  beforeAll(async () => {
    graph = await startWeatherGateway();
  });
  afterAll(() => graph.stop());
  afterEach(() => {
    graph.station.degrees.clear();
    return waitFor(() => graph.station.followers.length === 0, 'the subgraph to lose its readers');
  });

  const open = async (
    operation: string,
    headers: Record<string, string> = {},
  ): Promise<{ response: Response; text: () => string; ended: () => boolean; cancel: () => void }> => {
    const controller = new AbortController();
    const response = await fetch(graph.gateway.url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: operation }),
      signal: controller.signal,
    });
    let text = '';
    let ended = false;
    const read = async (): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        text += decoder.decode(chunk);
      ended = true;
    };
    read().catch(() => {});
    return { response, text: () => text, ended: () => ended, cancel: () => controller.abort() };
  };

  test('each event is a part that its boundary ends at once; heartbeats stand between', async () => {
    const stream = await open(query);
    expect(stream.response.headers.get('content-type')).toBe(
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    );
    await waitFor(() => stream.text().includes('"degrees":0'), 'the state');
    graph.station.set('Oslo', 3);
    await waitFor(() => stream.text().includes('"degrees":3'), 'the event');
    await waitFor(() => stream.text().includes('{}'), 'a heartbeat');
    expect(stream.text()).toBe(
      `\r\n--graphql${part({ payload: state(0) })}${part({ payload: state(3) })}${part({})}`,
    );
    stream.cancel();
  });

  test('Apollo Client follows it', async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: graph.gateway.url, fetch }),
    });
    const seen: unknown[] = [];
    const subscription = client
      .subscribe({ query: gql(query), fetchPolicy: 'no-cache' })
      .subscribe({ next: ({ data }) => seen.push({ data }), error: (error) => seen.push(error) });
    await waitFor(() => seen.length === 1, 'the state');
    graph.station.set('Oslo', 4);
    await waitFor(() => seen.length === 2, 'the event');
    expect(seen).toMatchObject([state(0), state(4)]);
    subscription.unsubscribe();
    client.stop();
  });

  test('errors of the operation are in its payload, the end of a token is an error of the stream', async () => {
    const failing = await open('subscription { weather(city: "forbidden") { degrees } }');
    await waitFor(failing.ended, 'the end');
    expect(failing.text()).toMatch(
      /^\r\n--graphql\r\n.*"payload":\{"errors":\[.*NOT_FOUND.*\r\n--graphql--\r\n$/s,
    );

    const exp = Math.floor(Date.now() / 1_000) + 4;
    const expiring = await open(query, { authorization: `Bearer ${await graph.issuer.sign({ exp })}` });
    await waitFor(expiring.ended, 'the end');
    expect(expiring.text()).toBe(
      `\r\n--graphql${part({ payload: state(0) })}${part({
        payload: null,
        errors: [{ message: 'The token has expired', extensions: { code: 'UNAUTHENTICATED' } }],
      })}--\r\n`,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1_000 - 50);
  });

  test('whatever is no stream is answered in plain JSON with its status', async () => {
    const answers = await Promise.all(
      [
        '{ ok }',
        'subscription { nothing }',
        'subscription {',
        'subscription { membersWeather(city: "a") { city } }',
      ].map(async (operation) => {
        const { response, text, ended } = await open(operation);
        await waitFor(ended, 'the answer');
        const { data, errors } = JSON.parse(text());
        return [response.status, response.headers.get('content-type'), data, errors?.[0].extensions.code];
      }),
    );
    const json = 'application/json; charset=utf-8';
    expect(answers).toEqual([
      [200, json, { ok: null }, undefined],
      [400, json, undefined, 'GRAPHQL_VALIDATION_FAILED'],
      [400, json, undefined, 'GRAPHQL_PARSE_FAILED'],
      [200, json, undefined, 'UNAUTHENTICATED'],
    ]);
  });
});
