import { sendRaw } from '../testing/raw-http.ts';
import { RawClient } from '../testing/raw-ws-client.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';

const json = { 'content-type': 'application/json' };
const body = '{"query":"{ parcel(id: \\"a\\") { id } }"}';
const form = `query=${encodeURIComponent('mutation { send(id: "x") { id } }')}`;
const search = (query: string): string => `?query=${encodeURIComponent(query)}`;

describe('attacks by transport', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway({ MAX_CONNECTIONS_PER_ADDRESS: '3' });
  });
  afterAll(() => shop.stop());
  const asked = (): number => shop.parcels.requests.length + shop.people.requests.length;

  test.each([
    [
      'a mutation by GET',
      search('mutation { send(id: "x") { id } }'),
      { headers: { 'apollo-require-preflight': '1' } },
      405,
    ],
    ['a query by GET that needs no preflight', search('{ parcel(id: "a") { id } }'), {}, 400],
    [
      'a form',
      '',
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form },
      400,
    ],
    ['plain text', '', { method: 'POST', headers: { 'content-type': 'text/plain' }, body }, 400],
    [
      'a multipart form',
      '',
      { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b--' },
      400,
    ],
    ['no content-type', '', { method: 'POST', headers: { 'content-type': '' }, body }, 415],
    [
      'a content-type that cannot be read',
      '',
      { method: 'POST', headers: { 'content-type': 'application/json/x; ;=' }, body },
      415,
    ],
    [
      'a content-type made of two',
      '',
      { method: 'POST', headers: { 'content-type': 'application/json, text/plain' }, body },
      415,
    ],
    [
      'another charset',
      '',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-16' }, body },
      415,
    ],
    ['PUT', '', { method: 'PUT', headers: json, body }, 405],
    [
      'a subscription by POST',
      '',
      { method: 'POST', headers: json, body: '{"query":"subscription { ping }"}' },
      400,
    ],
  ])('%s is refused, and no subgraph is asked', async (_name, path, init: RequestInit, status) => {
    const before = asked();
    const response = await fetch(shop.gateway.url + path, init);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([
      status,
      init.body === '{"query":"subscription { ping }"}' ? 'OPERATION_NOT_SUPPORTED' : 'BAD_REQUEST',
    ]);
    expect(asked()).toBe(before);
  });

  test('a page of another origin is given nothing to read, and may not open a socket', async () => {
    const response = await fetch(shop.gateway.url, {
      method: 'POST',
      headers: { ...json, origin: 'http://evil.example', cookie: 'session=1' },
      body,
    });
    for (const name of ['access-control-allow-origin', 'access-control-allow-credentials'])
      expect(response.headers.has(name)).toBe(false);
    const upgrade = [
      'GET /graphql HTTP/1.1',
      'host: gateway',
      'origin: http://evil.example',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-protocol: graphql-transport-ws',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    const answer = await sendRaw(shop.gateway.port, `${upgrade.join('\r\n')}\r\n\r\n`);
    expect(answer.split('\r\n', 1)[0]).toBe('HTTP/1.1 403 Forbidden');
  });

  test.each([
    ['both a length and chunks', 'content-length: 4\r\ntransfer-encoding: chunked\r\n'],
    ['chunks and a length', 'transfer-encoding: chunked\r\ncontent-length: 4\r\n'],
    ['two lengths', 'content-length: 4\r\ncontent-length: 60\r\n'],
    ['chunks that are not the last encoding', 'transfer-encoding: chunked, identity\r\n'],
    ['a length with a sign', 'content-length: +4\r\n'],
    ['a header with a space before its colon', 'transfer-encoding : chunked\r\n'],
    ['a header folded over two lines', 'x-a: b\r\n transfer-encoding: chunked\r\n'],
    ['a lone line feed', 'x-a: b\ntransfer-encoding: chunked\r\n'],
  ])('a request smuggled with %s gets 400 and the connection closes', async (_name, headers) => {
    const before = asked();
    const smuggled = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const answer = await sendRaw(
      shop.gateway.port,
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${headers}\r\n0\r\n\r\n${smuggled}`,
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(asked()).toBe(before);
  });

  test.each([
    ['_entities', '{ _entities(representations: [{ __typename: "Person", id: "p1" }]) { __typename } }'],
    ['_service', '{ _service { sdl } }'],
    ['an inaccessible field', '{ parcel(id: "a") { internal } }'],
    ['a type of the join specification', '{ __typename ... on join__FieldSet { __typename } }'],
  ])('%s is unknown to clients', async (_name, query) => {
    const before = asked();
    const { status, body: answer } = await shop.post(query);
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(asked()).toBe(before);
  });

  test('identity headers of clients reach no subgraph', async () => {
    const forged = [
      'x-viewer-token',
      'x-user-id',
      'x-roles',
      'x-forwarded-user',
      'x-forwarded-host',
      'forwarded',
      'cookie',
    ];
    await shop.post('{ parcel(id: "a") { id } }', {
      headers: Object.fromEntries(forged.map((name) => [name, 'admin'])),
    });
    const sent = shop.parcels.requests.at(-1)?.headers ?? {};
    expect(forged.filter((name) => name in sent)).toEqual(['x-viewer-token']);
    expect(sent['x-viewer-token']).not.toBe('admin');
  });

  describe('over WebSocket', () => {
    const open: RawClient[] = [];
    const client = (): RawClient => {
      const created = new RawClient(shop.gateway.url);
      open.push(created);
      return created;
    };
    afterEach(async () => {
      const closed = open.splice(0);
      for (const { socket } of closed) socket.terminate();
      await waitFor(() => closed.every(({ closed: end }) => end), 'the sockets to close');
    });

    test('queries and mutations meet the same limits, and their documents count', async () => {
      const before = asked();
      const raw = await client().init();
      const refused = {
        deep: `{ ${'parcel(id: "a") { owner { '.repeat(25)} id ${'} }'.repeat(25)} }`,
        wide: `mutation { ${Array.from({ length: 101 }, (_, n) => `a${n}: claim`).join(' ')} }`,
        unknown: '{ _service { sdl } }',
        page: '{ page(first: 100000) { id } }',
      };
      for (const [id, query] of Object.entries(refused)) raw.subscribe(id, { query });
      await waitFor(() => Object.keys(refused).every((id) => raw.of(id).length > 0), 'the refusals');
      const codes = Object.keys(refused).map((id) => {
        const { payload } = raw.of(id)[0] as {
          payload: { extensions: { code: string } }[] | { errors: { extensions: { code: string } }[] };
        };
        return (Array.isArray(payload) ? payload : payload.errors)[0]?.extensions.code;
      });
      expect(codes).toEqual([
        'OPERATION_LIMIT_EXCEEDED',
        'OPERATION_LIMIT_EXCEEDED',
        'GRAPHQL_VALIDATION_FAILED',
        'BAD_USER_INPUT',
      ]);
      expect(asked()).toBe(before);
    });

    test('sockets of one address are capped', async () => {
      for (let n = 0; n < 3; n++) await client().init();
      expect((await client().closing()).code).toBe(1006);
    });
  });
});
