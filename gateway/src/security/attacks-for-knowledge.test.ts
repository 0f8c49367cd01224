import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';

describe('attacks for knowledge, in production', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway({ NODE_ENV: 'production' });
  });
  afterAll(() => shop.stop());
  const asked = (): number => shop.parcels.requests.length + shop.people.requests.length;

  test.each([
    ['the schema', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Parcel") { name } }'],
    ['the schema in a fragment', '{ ...F } fragment F on Query { s: __schema { queryType { name } } }'],
  ])('%s is not told', async (_name, query) => {
    const { status, body } = await shop.post(query);
    expect([status, body.errors?.[0]?.extensions.code, body.data]).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
      undefined,
    ]);
  });

  test('only __typename is', async () => {
    expect((await shop.post('{ __typename parcel(id: "a") { __typename } }')).body).toEqual({
      data: { __typename: 'Query', parcel: { __typename: 'Parcel' } },
    });
  });

  test.each([
    ['a field', '{ parcell(id: "a") { id } }'],
    ['a nested field', '{ parcel(id: "a") { plase } }'],
    ['an argument', '{ parcel(idd: "a") { id } }'],
    ['a type', '{ ... on Querry { __typename } }'],
    ['a fragment', '{ parcel(id: "a") { ...Parcle } } fragment Parcel on Parcel { id }'],
    ['a directive', '{ __typename @skipp(if: true) }'],
    ['a variable type', 'query ($id: Idd) { parcel(id: $id) { id } }'],
  ])('a typo in %s gets no suggestion', async (_name, query) => {
    const { status, body } = await shop.post(query);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/did you mean/i);
  });

  test('a syntax error tells where, and nothing of us', async () => {
    const { status, body } = await shop.post('{ parcel(id: "a") {');
    expect([status, body.errors?.[0]?.extensions]).toEqual([400, { code: 'GRAPHQL_PARSE_FAILED' }]);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts|stack/);
  });

  test('errors of subgraphs are masked: no message, no stack, no address', async () => {
    const { body } = await shop.post('{ bug }');
    expect(body.errors).toEqual([
      {
        message: 'Internal server error',
        path: ['bug'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'parcels' },
      },
    ]);
  });

  test('nothing but the answer is in the answer, and headers name no product', async () => {
    const { body, headers } = await shop.post('{ parcel(id: "a") { id } }');
    expect(Object.keys(body)).toEqual(['data']);
    for (const name of ['server', 'x-powered-by', 'x-apollo-tracing', 'apollo-federation-include-trace'])
      expect(headers.has(name)).toBe(false);
    const traced = await shop.post('{ parcel(id: "a") { id } }', {
      headers: { 'apollo-federation-include-trace': 'ftv1' },
    });
    expect(Object.keys(traced.body)).toEqual(['data']);
  });

  test.each(['/graphql', '/graphiql', '/graphiql/graphiql.js', '/', '/sandbox', '/playground'])(
    'browsers find no page at %s',
    async (path) => {
      const response = await fetch(`http://127.0.0.1:${shop.gateway.port}${path}`, {
        headers: { accept: 'text/html' },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('content-type')).not.toContain('text/html');
    },
  );

  test('none of it asks a subgraph', async () => {
    const before = asked();
    await shop.post('{ __schema { types { name } } }');
    await shop.post('{ parcell(id: "a") { id } }');
    expect(asked()).toBe(before);
  });
});
