import { readConfig } from './config.ts';

describe('configuration', () => {
  test('PORT and SUPERGRAPH_FILE are enough', () => {
    const config = readConfig({ PORT: '4100', SUPERGRAPH_FILE: '/x/supergraph.graphql' });
    expect(config).toMatchObject({ PORT: 4100, AUTH_ISSUERS: [], CORS_ORIGINS: [], introspection: true });
  });

  test('production hides the schema unless told otherwise', () => {
    expect(readConfig({ NODE_ENV: 'production' }).introspection).toBe(false);
    expect(readConfig({ NODE_ENV: 'production', INTROSPECTION: 'true' }).introspection).toBe(true);
  });

  test('reads subgraph URLs by name', () => {
    const { subgraphUrls } = readConfig({
      SUBGRAPH_URL_ORDERS: 'http://orders:4003/graphql',
      SUBGRAPH_URL_USERS: '',
    });
    expect([...subgraphUrls]).toEqual([['orders', 'http://orders:4003/graphql']]);
  });

  test('takes the supergraph from a file or from a URL, not from both', () => {
    const SUPERGRAPH_URL = 's3://bucket/shop.graphql';
    expect(readConfig({ SUPERGRAPH_URL, SUPERGRAPH_FILE: '' }).SUPERGRAPH_URL).toBe(SUPERGRAPH_URL);
    expect(() => readConfig({ SUPERGRAPH_URL, SUPERGRAPH_FILE: 'x' })).toThrow(
      'either this or SUPERGRAPH_FILE',
    );
    expect(() => readConfig({ SUPERGRAPH_URL: 'ftp://host/x' })).toThrow('SUPERGRAPH_URL');
  });

  test('developer pages are off in production unless asked for', () => {
    expect(readConfig({}).developerPages).toBe(true);
    expect(readConfig({ NODE_ENV: 'production' }).developerPages).toBe(false);
    expect(readConfig({ NODE_ENV: 'production', DEVELOPER_PAGES: 'true' }).developerPages).toBe(true);
  });

  test('the headers of a request may not take longer than all of it', () => {
    expect(() => readConfig({ HEADERS_TIMEOUT_MS: '20000' })).toThrow('HEADERS_TIMEOUT_MS');
  });

  test('headers that say how a message is framed are not forwarded', () => {
    expect(() => readConfig({ FORWARD_HEADERS: 'x-a, Transfer-Encoding' })).toThrow('transfer-encoding');
    expect(() => readConfig({ FORWARD_HEADERS: 'Accept-Encoding' })).toThrow('accept-encoding');
  });

  test('reports every fault at once', () => {
    const read = (): unknown =>
      readConfig({ PORT: 'x', AUTH_ISSUERS: '{', VIEWER_TOKEN_SECRET: 'short', SUBGRAPH_URL_A: 'nowhere' });
    for (const name of ['PORT', 'AUTH_ISSUERS', 'VIEWER_TOKEN_SECRET', 'SUBGRAPH_URL_A'])
      expect(read).toThrow(name);
  });
});
