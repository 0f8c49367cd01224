import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';

describe('GraphiQL', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway();
  });
  afterAll(() => shop.stop());
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${shop.gateway.port}${path}`, { headers });

  test('is a page that loads nothing from elsewhere', async () => {
    const response = await get('/graphiql');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    const html = await response.text();
    expect(html).not.toMatch(/https?:\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toHaveLength(7);
    for (const file of files) {
      const asset = await get(file);
      expect([file, asset.status]).toEqual([file, 200]);
      expect((await asset.text()).length).toBeGreaterThan(20);
    }
  });

  test('is sent again only when it changed', async () => {
    const etag = (await get('/graphiql/graphiql.js')).headers.get('etag') ?? '';
    expect((await get('/graphiql/graphiql.js', { 'if-none-match': etag })).status).toBe(304);
  });

  test.each(['/graphiql/nothing.js', '/graphiql/../package.json', '/graphiql/constructor', '/graphiqlx'])(
    'has nothing at %s',
    async (path) => {
      const response = await get(path.replaceAll('..', '%2e%2e'));
      expect(response.status).toBe(404);
    },
  );

  test('may be had in production by those who ask for it', async () => {
    const production = await startShopGateway({ NODE_ENV: 'production', DEVELOPER_PAGES: 'true' });
    try {
      const page = await fetch(`http://127.0.0.1:${production.gateway.port}/graphiql`);
      expect(page.status).toBe(200);
    } finally {
      await production.stop();
    }
  });
});
