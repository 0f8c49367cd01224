import { request as httpRequest } from 'node:http';
import { sendRaw } from '../testing/raw-http.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';

/** What each attack sends, and the refusal it must get. */
interface Attack {
  readonly name: string;
  readonly body: object | string;
  readonly status: number;
  readonly code: string;
  readonly limit?: string;
}

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const limited = { status: 400, code: 'OPERATION_LIMIT_EXCEEDED' } as const;
const invalid = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' } as const;
const badInput = { status: 400, code: 'BAD_USER_INPUT' } as const;
const byVariable = 'query ($first: Int!) { page(first: $first) { id } }';

const attacks: Attack[] = [
  {
    name: 'a query 50 levels deep',
    body: { query: `{ ${'parcel(id: "a") { owner { '.repeat(25)} id ${'} }'.repeat(25)} }` },
    ...limited,
    limit: 'depth',
  },
  {
    name: 'lists in lists in an argument',
    body: { query: `{ parcel(id: ${'['.repeat(11)}"a"${']'.repeat(11)}) { id } }` },
    ...limited,
    limit: 'listDepth',
  },
  {
    name: 'lists in objects in lists in a default',
    body: {
      query: `query ($id: ID = ${'[{ a: '.repeat(40)}1${' }]'.repeat(40)}) { parcel(id: $id) { id } }`,
    },
    ...limited,
    limit: 'listDepth',
  },
  {
    name: '101 aliases of __typename',
    body: { query: `{ ${repeat(101, (n) => `a${n}: __typename`)} }` },
    ...limited,
    limit: 'aliases',
  },
  {
    name: 'an array of operations',
    body: [{ query: '{ __typename }' }, { query: '{ __typename }' }],
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: '60 directives',
    body: { query: `{ __typename ${'@aa '.repeat(60)} }` },
    ...limited,
    limit: 'directives',
  },
  {
    name: '10,000 directives',
    body: { query: `{ __typename ${'@aa '.repeat(10_000)} }` },
    ...limited,
    limit: 'tokens',
  },
  {
    name: 'directives on an operation',
    body: { query: `query Q ${'@aa '.repeat(60)} { __typename }` },
    ...limited,
    limit: 'directives',
  },
  {
    name: 'one field 500 times',
    body: { query: `{ parcel(id: "a") { ${'id '.repeat(500)} } }` },
    ...limited,
    limit: 'selections',
  },
  {
    name: 'introspection that goes round and round',
    body: { query: `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }` },
    ...invalid,
  },
  {
    name: 'fragments in a circle',
    body: { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
    ...invalid,
  },
  {
    name: 'fragments that double at each level',
    body: {
      query: `{ ...f0 } ${repeat(20, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f20 on Query { known }`,
    },
    ...limited,
    limit: 'fields',
  },
  {
    name: 'a document of 1 MiB',
    body: { query: `{ ${'a '.repeat(524_288)} }` },
    status: 413,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a document of 20,000 tokens',
    body: { query: `{ ${'a '.repeat(20_000)} }` },
    ...limited,
    limit: 'tokens',
  },
  {
    name: 'variables of 5 MB, deeply nested',
    body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(2_500_000)}${']'.repeat(2_500_000)}}}`,
    status: 413,
    code: 'BAD_REQUEST',
  },
  {
    name: 'variables nested 100,000 deep',
    body: `{"query":"{ __typename }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    status: 400,
    code: 'BAD_REQUEST',
  },
  { name: 'a page of 100,000', body: { query: '{ page(first: 100000) { id } }' }, ...badInput },
  { name: 'a page of -1', body: { query: '{ page(first: -1) { id } }' }, ...badInput },
  {
    name: 'a page of 100,000 by variable',
    body: { query: byVariable, variables: { first: 100_000 } },
    ...badInput,
  },
  { name: 'a page of -1 by variable', body: { query: byVariable, variables: { first: -1 } }, ...badInput },
  {
    name: 'a page of 2^31 by variable',
    body: { query: byVariable, variables: { first: 2 ** 31 } },
    ...badInput,
  },
  { name: 'a page of 2^31', body: { query: '{ page(first: 2147483648) { id } }' }, ...invalid },
  { name: 'a page of no number', body: { query: byVariable, variables: { first: '1' } }, ...badInput },
  {
    name: 'many dear objects',
    body: { query: `{ ${repeat(20, (n) => `p${n}: page(first: 1000) { owner { name } }`)} }` },
    ...limited,
    limit: 'cost',
  },
];

describe('attacks by the shape of an operation', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway({ MAX_COST: '30000' });
  });
  afterAll(() => shop.stop());
  const asked = (): number => shop.parcels.requests.length + shop.people.requests.length;

  const post = async (url: string, body: object | string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test.each(attacks)(
    '$name is refused with $status $code, and no subgraph is asked',
    async ({ body, status, code, limit }) => {
      const before = asked();
      const response = await post(shop.gateway.url, body);
      const { errors, data } = (await response.json()) as {
        data?: unknown;
        errors: { extensions: Record<string, unknown> }[];
      };
      expect([response.status, errors[0]?.extensions.code, errors[0]?.extensions.limit]).toEqual([
        status,
        code,
        limit,
      ]);
      expect(data ?? null).toBeNull();
      expect(asked()).toBe(before);
    },
  );

  describe('a thousand aliases of one dear mutation', () => {
    let guarded: ShopGateway;
    beforeAll(async () => {
      guarded = await startShopGateway({ RATE_LIMIT_PER_ADDRESS: '5000' });
    });
    afterAll(() => guarded.stop());

    test('are refused, and count a thousand times', async () => {
      expect((await guarded.post('{ parcel(id: "a") { id } }')).status).toBe(200);
      const before = guarded.parcels.requests.length;
      const crack = await guarded.post(`mutation { ${repeat(1_000, (n) => `a${n}: claim`)} }`);
      expect(crack.body.errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED' });
      const next = await guarded.post('{ parcel(id: "a") { id } }');
      expect(next.status).toBe(429);
      expect(next.body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 'address' });
      // A whole bucket of debt, which takes a minute to pay.
      expect(Number(next.headers.get('retry-after'))).toBeGreaterThan(50);
      expect(guarded.parcels.requests.length).toBe(before);
    });
  });

  describe('registering documents by hash', () => {
    const register = async (url: string, query: string | undefined, sha256Hash: string): Promise<unknown> => {
      const response = await post(url, { query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
      const { data, errors } = (await response.json()) as {
        data?: unknown;
        errors?: { extensions: { code: string } }[];
      };
      return data ?? errors?.[0]?.extensions.code;
    };
    const hashOf = async (text: string): Promise<string> =>
      Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');

    test('takes no more memory than it may: a flood pushes the oldest out', async () => {
      const small = await startShopGateway({ APQ_MAX_BYTES: '20000' });
      try {
        const first = '{ first: __typename }';
        expect(await register(small.gateway.url, first, await hashOf(first))).toEqual({ first: 'Query' });
        expect(await register(small.gateway.url, undefined, await hashOf(first))).toEqual({ first: 'Query' });
        for (let n = 0; n < 300; n++) {
          const flood = `{ a${n}: __typename b: __typename c: __typename d: __typename e: __typename }`;
          await register(small.gateway.url, flood, await hashOf(flood));
        }
        expect(await register(small.gateway.url, undefined, await hashOf(first))).toBe(
          'PERSISTED_QUERY_NOT_FOUND',
        );
      } finally {
        await small.stop();
      }
    });

    test('needs the right hash, and a text within the limits', async () => {
      expect(await register(shop.gateway.url, '{ __typename }', 'f'.repeat(64))).toBe('BAD_REQUEST');
      const deep = `{ ${'parcel(id: "a") { owner { '.repeat(25)} id ${'} }'.repeat(25)} }`;
      expect(await register(shop.gateway.url, deep, await hashOf(deep))).toBe('OPERATION_LIMIT_EXCEEDED');
      expect(await register(shop.gateway.url, undefined, await hashOf(deep))).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
    });

    test('can be turned off', async () => {
      const off = await startShopGateway({ APQ_MAX_BYTES: '0' });
      try {
        const outcome = await register(off.gateway.url, '{ __typename }', await hashOf('{ __typename }'));
        expect(outcome).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
      } finally {
        await off.stop();
      }
    });
  });

  describe('slow senders', () => {
    let slow: ShopGateway;
    beforeAll(async () => {
      slow = await startShopGateway({ HEADERS_TIMEOUT_MS: '200', REQUEST_TIMEOUT_MS: '400' });
    });
    afterAll(() => slow.stop());

    test.each([
      ['headers that do not end', 'POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: b\r\n'],
      [
        'a body that does not end',
        'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":',
      ],
    ])('get 408 for %s', async (_name, text) => {
      const answer = await sendRaw(slow.gateway.port, text);
      expect(answer.split('\r\n', 1)[0]).toBe('HTTP/1.1 408 Request Timeout');
    });

    test('do not hold up others', async () => {
      const stuck = httpRequest(slow.gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      stuck.on('error', () => {});
      stuck.write('{"query":');
      expect((await slow.post('{ parcel(id: "a") { id } }')).status).toBe(200);
      stuck.destroy();
    });
  });
});
