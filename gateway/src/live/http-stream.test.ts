import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startWeatherGateway } from '../testing/weather-gateway.ts';

const query = 'subscription Moves($id: ID!) { parcelMoved(id: $id) { id at: step place owner { name } } }';
const event = (id: string, step: number): object => ({
  data: { parcelMoved: { id, at: step, place: `place ${step}`, owner: { name: 'Ann' } } },
});

describe('live queries as server-sent events', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway();
  });
  afterAll(() => shop.stop());

  const stream = async (
    init: RequestInit & { search?: string },
  ): Promise<{ response: Response; text: () => string; cancel: () => void }> => {
    const controller = new AbortController();
    const response = await fetch(shop.gateway.url + (init.search ?? ''), {
      ...init,
      headers: { accept: 'text/event-stream', ...init.headers },
      signal: controller.signal,
    });
    let text = '';
    const read = async (): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        text += decoder.decode(chunk);
    };
    read().catch(() => {});
    return { response, text: () => text, cancel: () => controller.abort() };
  };
  const json = { 'content-type': 'application/json' };

  test('streams joined events until the client leaves', async () => {
    const { response, text, cancel } = await stream({
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query, variables: { id: 'sse' } }),
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await waitFor(() => text().includes('place 0'), 'the snapshot');
    shop.depot.move('sse');
    await waitFor(() => text().includes('place 1'), 'the event');
    expect(text()).toBe(
      [0, 1].map((step) => `event: next\ndata: ${JSON.stringify(event('sse', step))}\n\n`).join(''),
    );
    cancel();
    await waitFor(() => shop.depot.subscribers === 0, 'the end of the subscription upstream');
  });

  test('serves queries by GET, but no mutations', async () => {
    const query = await stream({ search: `?query=${encodeURIComponent('{ parcel(id: "a") { id } }')}` });
    await waitFor(() => query.text().includes('complete'), 'the end');
    expect(query.text()).toBe(
      'event: next\ndata: {"data":{"parcel":{"id":"a"}}}\n\nevent: complete\ndata:\n\n',
    );
    const mutation = await stream({ search: `?query=${encodeURIComponent('mutation { claim }')}` });
    await waitFor(() => mutation.text().includes('complete'), 'the refusal');
    expect(mutation.text()).toContain('BAD_REQUEST');
  });

  test('refuses an invalid token with 401', async () => {
    const { response } = await stream({
      method: 'POST',
      headers: { ...json, authorization: 'Bearer x' },
      body: JSON.stringify({ query, variables: { id: 'a' } }),
    });
    expect(response.status).toBe(401);
  });

  test('ends the stream when the token ends', async () => {
    const exp = Math.floor(Date.now() / 1_000) + 4;
    const { response, text } = await stream({
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${await shop.issuer.sign({ exp })}` },
      body: JSON.stringify({ query: 'subscription { privateMoves { id } }' }),
    });
    await waitFor(() => text().includes('private'), 'the snapshot');
    await waitFor(() => shop.depot.subscribers === 0, 'the end of the stream');
    expect(response.status).toBe(200);
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1_000 - 50);
  });
});

test.each([
  ['server-sent events are cut, so that clients come back', 'text/event-stream', /"degrees":0\}\}\}\n\n$/],
  [
    'multipart answers say why',
    'multipart/mixed;subscriptionSpec=1.0',
    /"payload":null,"errors":\[.*SERVICE_UNAVAILABLE.*--graphql--\r\n$/s,
  ],
])('when the gateway drains, %s', async (_what, accept, end) => {
  const graph = await startWeatherGateway();
  const response = await fetch(graph.gateway.url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { weather(city: "Oslo") { degrees } }' }),
  });
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk);
  })();
  await waitFor(() => text.includes('degrees'), 'the state');
  await graph.stop();
  await reading;
  expect(text).toMatch(end);
});
