import { request as httpRequest } from 'node:http';
import { decodeJwt, jwtVerify } from 'jose';
import { type ShopGateway, startShopGateway, viewerTokenSecret } from './testing/shop-gateway.ts';
import { waitFor } from './testing/wait-for.ts';

describe('the gateway over HTTP', () => {
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway();
  });
  afterAll(() => shop.stop());

  const bearer = async (claims = {}): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await shop.issuer.sign(claims)}`,
  });

  test('joins data of two subgraphs', async () => {
    const { status, body, headers } = await shop.post(
      'query Parcel($id: ID!) { parcel(id: $id) { __typename step owner { name } } }',
      { variables: { id: 'x' } },
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      data: { parcel: { __typename: 'Parcel', step: 0, owner: { name: 'Ann' } } },
    });
  });

  test('asks for each distinct entity once', async () => {
    await shop.post('{ parcels { owner { name } } }');
    expect(shop.people.requests.at(-1)?.variables).toEqual({
      representations: [{ __typename: 'Person', id: 'p1' }],
    });
  });

  test('answers introspection, __typename and aliases of inherited names', async () => {
    const { body } = await shop.post(
      '{ __typename constructor: parcel(id: "a") { __proto__: id toString: step } t: __type(name: "Parcel") { name } }',
    );
    expect(body.data?.__typename).toBe('Query');
    expect(body.data?.t).toEqual({ name: 'Parcel' });
    const parcel = body.data?.constructor as object;
    expect(Object.entries(parcel)).toEqual([
      ['__proto__', 'a'],
      ['toString', 0],
    ]);
  });

  test('never shows what is inaccessible', async () => {
    const { status, body } = await shop.post('{ parcel(id: "a") { internal } }');
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('refuses variables of the wrong type with BAD_USER_INPUT', async () => {
    const { status, body } = await shop.post('query Parcel($id: ID!) { parcel(id: $id) { id } }', {
      variables: { id: { a: 1 } },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('masks errors of subgraphs, and passes those meant for clients', async () => {
    const { body } = await shop.post('{ bug known }');
    expect(body).toEqual({
      data: { bug: null, known: null },
      errors: [
        {
          message: 'Internal server error',
          path: ['bug'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'parcels' },
        },
        { message: 'No such thing', path: ['known'], extensions: { code: 'NOT_FOUND', service: 'parcels' } },
      ],
    });
  });

  test('a value that is not of the schema is null, with a code that says so', async () => {
    const wrong = await startShopGateway(
      {},
      {
        people: {
          intercept: (_body, response) => {
            response.end('{"data":{"person":{"id":"p1","name":{"first":"Ann"}}}}');
            return true;
          },
        },
      },
    );
    try {
      const { body } = await wrong.post('{ person(id: "p1") { id name } }');
      expect(body.data).toEqual({ person: { id: 'p1', name: null } });
      expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
        [['person', 'name'], 'INVALID_SUBGRAPH_VALUE'],
      ]);
    } finally {
      await wrong.stop();
    }
  });

  describe('identity', () => {
    test('sends a viewer token and a correlation id to subgraphs, and drops those of the client', async () => {
      const { headers } = await shop.post('{ parcel(id: "a") { id } }', {
        headers: {
          ...(await bearer({ scope: 'salary:read' })),
          'x-viewer-token': 'forged',
          'x-user-id': 'victim',
          'x-correlation-id': 'trace-1',
          cookie: 'a=b',
          'x-forwarded-for': '6.6.6.6',
          'user-agent': 'test-client/1.0',
        },
      });
      const sent = shop.parcels.requests.at(-1)?.headers;
      expect(headers.get('x-correlation-id')).toBe('trace-1');
      expect(sent).toMatchObject({
        'x-correlation-id': 'trace-1',
        'x-forwarded-for': '127.0.0.1',
        'user-agent': 'test-client/1.0',
      });
      expect(sent).not.toHaveProperty('authorization');
      expect(sent).not.toHaveProperty('x-user-id');
      expect(sent).not.toHaveProperty('cookie');
      const { payload, protectedHeader } = await jwtVerify(
        String(sent?.['x-viewer-token']),
        new TextEncoder().encode(viewerTokenSecret),
        { issuer: 'gateway', audience: 'subgraphs' },
      );
      expect(protectedHeader.alg).toBe('HS256');
      expect(payload).toMatchObject({
        sub: 'u1',
        kind: 'user',
        roles: ['CUSTOMER'],
        sid: 's1',
        scope: 'salary:read',
      });
      expect((payload.exp as number) - (payload.iat as number)).toBe(30);
    });

    test('names anonymous callers too, and replaces a correlation id that could forge log lines', async () => {
      const { headers } = await shop.post('{ parcel(id: "a") { id } }', {
        headers: { 'x-correlation-id': 'a b"c' },
      });
      expect(headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
      const token = decodeJwt(String(shop.parcels.requests.at(-1)?.headers['x-viewer-token']));
      expect(token).toMatchObject({ kind: 'anonymous', roles: [] });
      expect(token.sub).toBeUndefined();
    });

    test('refuses an invalid token with 401 instead of taking the caller for anonymous', async () => {
      const { status, body } = await shop.post('{ parcel(id: "a") { id } }', {
        headers: { authorization: 'Bearer a.b.c' },
      });
      expect(status).toBe(401);
      expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });
  });

  describe('field permissions', () => {
    test('a protected field is null with an error, is not asked for, and leaves the rest', async () => {
      const before = shop.depot.calls.get('secretCount') ?? 0;
      const { body } = await shop.post('{ secretCount parcels { id weight owner { name salary } } }');
      expect(body.data).toEqual({
        secretCount: null,
        parcels: ['a', 'b'].map((id) => ({ id, weight: null, owner: { name: 'Ann', salary: null } })),
      });
      expect(body.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
        [['secretCount'], { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'UNAUTHENTICATED' }],
        [['parcels', 0, 'weight'], { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'UNAUTHENTICATED' }],
        [
          ['parcels', 0, 'owner', 'salary'],
          { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'UNAUTHENTICATED' },
        ],
      ]);
      expect(shop.depot.calls.get('secretCount') ?? 0).toBe(before);
    });

    test('the same operation is answered by the rights of each caller', async () => {
      const query = '{ secretCount person(id: "p1") { name salary } }';
      const withScope = await shop.post(query, { headers: await bearer({ scope: 'x salary:read' }) });
      expect(withScope.body).toEqual({ data: { secretCount: 3, person: { name: 'Ann', salary: 10 } } });
      const without = await shop.post(query, { headers: await bearer() });
      expect(without.body.data).toEqual({ secretCount: 3, person: { name: 'Ann', salary: null } });
      expect(without.body.errors?.[0]?.extensions.reason).toBe('FORBIDDEN');
    });

    test('a required protected field takes its parent with it', async () => {
      const { body } = await shop.post('{ parcel(id: "a") { id } report }');
      expect(body.data).toBeNull();
      expect(body.errors).toHaveLength(1);
    });

    test('mutations are refused as a whole', async () => {
      const anonymous = await shop.post('mutation { send(id: "m") { id } claim }');
      expect(anonymous.body.data).toBeNull();
      expect(anonymous.body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      const customer = await shop.post('mutation { send(id: "m") { id } audit(id: "m") { id } }', {
        headers: await bearer(),
      });
      expect(customer.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(shop.depot.calls.get('send')).toBeUndefined();
      const admin = await shop.post('mutation { send(id: "m") { step } audit(id: "m") { id } }', {
        headers: await bearer({ roles: ['ADMIN'] }),
      });
      expect(admin.body).toEqual({ data: { send: { step: 1 }, audit: { id: 'm' } } });
    });
  });

  test('carries a mutation out even if its client leaves', async () => {
    const before = shop.depot.release.length;
    const request = httpRequest(shop.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.on('error', () => {});
    request.end(JSON.stringify({ query: 'mutation { crawl send(id: "left") { owner { name } } }' }));
    await waitFor(() => shop.depot.release.length > before, 'the subgraph to be asked');
    const joined = shop.people.requests.length;
    request.destroy();
    await shop.post('{ __typename }');
    shop.depot.release.at(-1)?.();
    await waitFor(() => shop.people.requests.length > joined, 'the rest of the plan to run');
    expect(shop.depot.steps.get('left')).toBe(1);
  });

  test('stops the work of a client that leaves', async () => {
    const before = shop.depot.release.length;
    const request = httpRequest(shop.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.on('error', () => {});
    request.end('{"query":"{ slow }"}');
    await waitFor(() => shop.depot.release.length > before, 'the subgraph to be asked');
    request.destroy();
    // The abandoned fetch frees its connection; the failure is nobody's and is not logged.
    const logged = shop.logs.length;
    await shop.post('{ __typename }');
    shop.depot.release.at(-1)?.();
    await shop.post('{ parcel(id: "a") { id } }');
    expect(shop.logs.slice(logged).some(({ msg }) => msg === 'a subgraph failed')).toBe(false);
  });
});

describe('the life of a gateway', () => {
  test('in production hides the schema: no introspection, no suggestions, no landing page', async () => {
    const shop = await startShopGateway({ NODE_ENV: 'production' });
    try {
      const introspection = await shop.post('{ __schema { types { name } } }');
      expect(introspection.status).toBe(400);
      const typo = await shop.post('{ parcell(id: "a") { id } }');
      expect(typo.body.errors?.[0]?.message).toBe('Cannot query field "parcell" on type "Query".');
      expect((await shop.post('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
      const page = await fetch(shop.gateway.url, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(400);
    } finally {
      await shop.stop();
    }
  });

  test('drains: lets requests in flight finish and refuses new ones', async () => {
    const shop = await startShopGateway();
    const inFlight = shop.post('{ slow }');
    await waitFor(() => shop.depot.release.length === 1, 'the subgraph to be asked');
    const stopped = shop.gateway.stop();
    await expect(fetch(`http://127.0.0.1:${shop.gateway.port}/readyz`)).rejects.toThrow();
    shop.depot.release[0]?.();
    expect((await inFlight).body).toEqual({ data: { slow: 'done' } });
    await stopped;
    await Promise.all([shop.parcels.stop(), shop.people.stop(), shop.issuer.stop()]);
  });

  test('one subgraph down nulls its own fields and leaves the rest', async () => {
    const shop = await startShopGateway();
    try {
      await shop.people.stop();
      const { status, body } = await shop.post(
        '{ parcel(id: "a") { id owner { id name } } person(id: "x") { id } }',
      );
      expect(status).toBe(200);
      expect(body.data).toEqual({ parcel: { id: 'a', owner: { id: 'p1', name: null } }, person: null });
      expect(body.errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions }))).toEqual(
        expect.arrayContaining([
          {
            message: 'The service "people" did not answer',
            path: undefined,
            code: 'SUBREQUEST_FAILED',
            service: 'people',
          },
          {
            message: 'The service "people" did not answer',
            path: ['parcel', 'owner'],
            code: 'SUBREQUEST_FAILED',
            service: 'people',
          },
        ]),
      );
    } finally {
      await shop.gateway.stop();
      await Promise.all([shop.parcels.stop(), shop.issuer.stop()]);
    }
  });
});
