import { sendRaw } from '../testing/raw-http.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';

describe('the HTTP contract', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway();
  });
  afterAll(() => shop.stop());

  const raw = (init: RequestInit & { search?: string }): Promise<Response> =>
    fetch(shop.gateway.url + (init.search ?? ''), init);
  const json = { 'content-type': 'application/json' };

  test.each([
    ['a batch', { method: 'POST', headers: json, body: '[{"query":"{ __typename }"}]' }, 400],
    [
      'a form',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ __typename }"}' },
      400,
    ],
    ['no JSON', { method: 'POST', headers: json, body: '{' }, 400],
    ['a GET without a preflight header', { search: '?query={__typename}' }, 400],
    [
      'a mutation by GET',
      { search: '?query=mutation{claim}', headers: { 'apollo-require-preflight': '1' } },
      405,
    ],
    [
      'a body over the limit',
      { method: 'POST', headers: json, body: `{"query":"${'x'.repeat(300_000)}"}` },
      413,
    ],
    [
      'another charset',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}' },
      415,
    ],
    [
      'a subscription by POST',
      { method: 'POST', headers: json, body: '{"query":"subscription { ping }"}' },
      400,
    ],
  ])('refuses %s', async (_name, init: RequestInit & { search?: string }, status) => {
    const response = await raw(init);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toEqual(expect.stringMatching(/^[A-Z_]+$/));
  });

  test.each([
    ['a name that no operation has', 'B'],
    ['no name where there are several', undefined],
    ['an empty name', ''],
  ])('refuses %s', async (_name, operationName) => {
    const { status, body } = await shop.post('query A { known } mutation C { claim }', { operationName });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });

  test('shows the landing page to browsers', async () => {
    const response = await raw({ headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('EmbeddedSandbox');
  });

  test('answers preflights of listed origins only', async () => {
    const preflight = (origin: string): Promise<Response> => raw({ method: 'OPTIONS', headers: { origin } });
    const listed = await preflight('http://store.example');
    expect(listed.headers.get('access-control-allow-origin')).toBe('http://store.example');
    expect(listed.headers.get('access-control-allow-credentials')).toBe('true');
    const other = await preflight('http://evil.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    ['depth', `{ ${'parcel(id: "a") { owner { '.repeat(10)} id ${'} }'.repeat(10)} }`],
    ['aliases', `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['rootFields', `{ ${'known '.repeat(21)} }`],
    ['directives', `{ __typename ${'@aa '.repeat(60)} }`],
    ['tokens', `{ ${'known '.repeat(9_000)} }`],
    ['selections', `{ parcel(id: "a") { ${'id '.repeat(500)} } }`],
    [
      'fields',
      `{ ...f0 } ${Array.from({ length: 40 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')}
       fragment f40 on Query { known }`,
    ],
  ])('refuses an operation over the limit of %s', async (limit, query) => {
    const { status, body } = await shop.post(query);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED', limit });
  });

  test.each([7, 'x', {}, { version: 1 }, { version: 1, sha256Hash: 7 }, { version: 2, sha256Hash: 'x' }])(
    'refuses %j as a persisted query',
    async (persistedQuery) => {
      const extensions = { persistedQuery };
      const search = `?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
      const answers = [
        await raw({
          method: 'POST',
          headers: json,
          body: JSON.stringify({ query: '{ known }', extensions }),
        }),
        await raw({ search: `${search}&query={known}`, headers: { 'apollo-require-preflight': '1' } }),
      ];
      for (const response of answers) {
        const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
        expect([response.status, errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
      }
    },
  );

  test('answers whoever offers to go on in HTTP/2 in HTTP/1.1', async () => {
    const body = '{"query":"{ parcel(id: \\"a\\") { id } }"}';
    const answer = await sendRaw(
      shop.gateway.port,
      'POST /graphql HTTP/1.1\r\nhost: gateway\r\nconnection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\n' +
        `http2-settings: AAEAAEAAAAIAAAAB\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"data":{"parcel":{"id":"a"}}}');
  });

  test('tells health, readiness and metrics', async () => {
    const base = `http://127.0.0.1:${shop.gateway.port}`;
    for (const path of ['/healthz', '/health', '/readyz'])
      expect((await fetch(base + path)).status).toBe(200);
    // A name is counted by itself once it comes again and again.
    for (let i = 0; i < 5; i++) await shop.post('query Counted { parcel(id: "a") { id } }');
    const metrics = await (await fetch(`${base}/metrics`)).text();
    expect(metrics).toContain('gateway_operation_duration_seconds_count{operation="Counted",outcome="ok"} 1');
    expect(metrics).toMatch(
      /gateway_subgraph_fetch_duration_seconds_count\{subgraph="parcels",outcome="ok"\} \d+/,
    );
  });

  test('logs operations without their variables or credentials', async () => {
    await shop.post('query Logged($id: ID!) { parcel(id: $id) { id } }', {
      variables: { id: 'private-value' },
      headers: { authorization: `Bearer ${await shop.issuer.sign()}` },
    });
    const line = await waitFor(() => shop.logs.find(({ operationName }) => operationName === 'Logged'));
    expect(line).toMatchObject({ operationHash: expect.any(String), correlationId: expect.any(String) });
    expect(JSON.stringify(shop.logs)).not.toContain('private-value');
    expect(JSON.stringify(shop.logs)).not.toContain('eyJ');
  });
});
