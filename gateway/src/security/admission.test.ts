import { RawClient } from '../testing/raw-ws-client.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';
import { waitFor } from '../testing/wait-for.ts';

const page = '{ page(first: 3) { id owner { name } } }';

describe('the cost of an operation', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway({ MAX_COST: '100' });
  });
  afterAll(() => shop.stop());

  test('is told to those who ask: what it might have been, and what it was', async () => {
    const asking = { headers: { 'x-operation-cost': 'true' } };
    const told = await shop.post('{ page(first: 20) { id owner { name } } }', asking);
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ extensions: { cost: { estimated: 40, actual: 6, maximum: 100 } } });
    expect(Object.keys((await shop.post(page)).body)).toEqual(['data']);
  });

  test('may not be over the limit, which the refusal names', async () => {
    const { status, body } = await shop.post('query P($n: Int!) { page(first: $n) { id owner { name } } }', {
      variables: { n: 51 },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toEqual({
      code: 'OPERATION_LIMIT_EXCEEDED',
      limit: 'cost',
      maximum: 100,
      cost: 102,
    });
  });

  test('has a limit by default only where the supergraph tells costs', async () => {
    const byDefault = await startShopGateway();
    try {
      const asking = { headers: { 'x-operation-cost': 'true' } };
      expect((await byDefault.post(page, asking)).body).toMatchObject({
        extensions: { cost: { maximum: 100_000 } },
      });
    } finally {
      await byDefault.stop();
    }
  });
});

describe('rate limits', () => {
  let redis: TestRedis;
  let shops: ShopGateway[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  afterEach(async () => {
    await Promise.all(shops.map((shop) => shop.stop()));
    shops = [];
  });
  const start = async (environment: Record<string, string>): Promise<ShopGateway> => {
    const shop = await startShopGateway(environment);
    shops.push(shop);
    return shop;
  };
  const bearer = async (shop: ShopGateway, sub: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await shop.issuer.sign({ sub })}`,
  });

  test('count what a viewer spends, tell what is left, and refuse with 429 and when to come back', async () => {
    const shop = await start({ RATE_LIMIT_PER_VIEWER: '10', RATE_LIMIT_PER_ADDRESS: '1000' });
    const ann = { headers: await bearer(shop, 'ann') };
    const first = await shop.post(page, ann);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"viewer";q=10;w=60, "address";q=1000;w=60');
    expect(first.headers.get('ratelimit')).toBe('"viewer";r=4;t=36, "address";r=994;t=1');
    const before = shop.parcels.requests.length;
    const refused = await shop.post(page, ann);
    expect(refused.status).toBe(429);
    expect(refused.body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 'viewer' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(shop.parcels.requests.length).toBe(before);
    expect((await shop.post(page, { headers: await bearer(shop, 'bob') })).status).toBe(200);
  });

  test('are those of HTTP, streams and sockets together', async () => {
    const shop = await start({ RATE_LIMIT_PER_ADDRESS: '18' });
    expect((await shop.post(page)).status).toBe(200);
    const raw = await new RawClient(shop.gateway.url).init();
    raw.subscribe('query', { query: page });
    raw.subscribe('live', { query: 'subscription { parcelMoved(id: "a") { id owner { name } } }' });
    await waitFor(() => raw.of('query').length > 0 && raw.of('live').length > 0, 'the answers');
    expect(raw.of('query')[0]).toMatchObject({ type: 'next' });
    raw.subscribe('too much', { query: page });
    raw.subscribe('too many', {
      query: `subscription { parcelMoved(id: "a") { ${Array.from({ length: 8 }, (_, n) => `o${n}: owner { name }`).join(' ')} } }`,
    });
    await waitFor(() => raw.of('too much').length > 0 && raw.of('too many').length > 0, 'the refusals');
    expect(JSON.stringify(raw.of('too many'))).toContain('RATE_LIMITED');
    expect(JSON.stringify(raw.of('too much'))).toContain('RATE_LIMITED');
    raw.socket.terminate();
  });

  test('count each visitor that our own servers speak for, and not the servers', async () => {
    const shop = await start({ RATE_LIMIT_PER_ADDRESS: '10', TRUSTED_PROXIES: '127.0.0.1' });
    const visitor = (address: string) => shop.post(page, { headers: { 'x-forwarded-for': address } });
    expect((await visitor('1.1.1.1')).status).toBe(200);
    expect((await visitor('1.1.1.1')).status).toBe(429);
    expect((await visitor('2.2.2.2')).status).toBe(200);
    for (let n = 0; n < 5; n++) expect((await shop.post(page)).status).toBe(200);
  });

  test('refused documents count as well', async () => {
    const shop = await start({ RATE_LIMIT_PER_ADDRESS: '20' });
    for (let n = 0; n < 20; n++) await shop.post('{ nothing }');
    expect((await shop.post('{ __typename }')).status).toBe(429);
    const stream = await fetch(shop.gateway.url, { headers: { accept: 'text/event-stream' } });
    expect(stream.status).toBe(429);
    expect(Number(stream.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each([
    ['cannot be read', '{'],
    ['are not valid', '{ nothing }'],
  ])('refused documents that %s count over streams and sockets too', async (_what, query) => {
    const overStreams = await start({ RATE_LIMIT_PER_ADDRESS: '5' });
    const stream = (): Promise<Response> =>
      fetch(`${overStreams.gateway.url}?query=${encodeURIComponent(query)}`, {
        headers: { accept: 'text/event-stream' },
      });
    for (let n = 0; n < 5; n++) await (await stream()).text();
    expect((await stream()).status).toBe(429);

    const overSockets = await start({ RATE_LIMIT_PER_ADDRESS: '5' });
    const raw = await new RawClient(overSockets.gateway.url).init();
    for (let n = 0; n < 6; n++) {
      raw.subscribe(`${n}`, { query });
      await waitFor(() => raw.of(`${n}`).length > 0, 'the refusal');
    }
    expect(JSON.stringify(raw.of('4'))).not.toContain('RATE_LIMITED');
    expect(JSON.stringify(raw.of('5'))).toContain('RATE_LIMITED');
    raw.socket.terminate();
  });

  test('are shared by gateways on one Redis, and each gateway goes on alone without it', async () => {
    const environment = { RATE_LIMIT_PER_ADDRESS: '10', REDIS_URL: redis.url };
    const [first, second] = [await start(environment), await start(environment)];
    await untilShared(first, second);
    expect((await second.post(page)).status).toBe(429);
    await redis.stop();
    expect((await second.post(page)).status).toBe(200);
    expect((await second.post(page)).status).toBe(429);
    redis = await startRedis();
  });

  /** Spends at the first until the second knows. */
  async function untilShared(first: ShopGateway, second: ShopGateway): Promise<void> {
    for (let tries = 0; tries < 50; tries++) {
      await first.post(page);
      if ((await second.post(page)).status === 429) return;
    }
    throw new Error('The limit is not shared');
  }
});
