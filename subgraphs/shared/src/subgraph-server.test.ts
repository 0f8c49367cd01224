import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { createClient } from 'graphql-ws';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import { codedError } from './errors.ts';
import type { HttpEndpoint } from './http.ts';
import { createSubgraphSchema, startSubgraphServer } from './subgraph-server.ts';
import { query, testViewerTokenSecret, viewers } from './testing/subgraph-client.ts';
import { testLogger as logger } from './testing/test-logger.ts';
import { waitFor } from './testing/wait-for.ts';
import { createViewerVerifier, InvalidViewerToken, mintViewerToken, type Viewer } from './viewer.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  scalar SafeInt
  type Query {
    whoAmI: String!
    at(instant: DateTime!): DateTime!
    double(amount: SafeInt!): SafeInt!
    refuse: String
    fail: String
  }
  type Subscription { count(to: Int!): Int! whoFollows: String! }
  type Thing @key(fields: "id") { id: ID! owner: String! }
`;

let endpoint: HttpEndpoint;
let ready = true;

beforeAll(async () => {
  endpoint = await startSubgraphServer<{ viewer: Viewer }>({
    name: 'test',
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
    logger,
    isReady: async () => ready,
    createContext: ({ viewer }) => ({ viewer }),
    schema: createSubgraphSchema(sdl, {
      Query: {
        whoAmI: (_: unknown, __: unknown, { viewer }: { viewer: Viewer }) => viewer.kind,
        at: (_: unknown, { instant }: { instant: Date }) => instant,
        double: (_: unknown, { amount }: { amount: number }) => amount * 2,
        refuse: () => {
          throw codedError('FORBIDDEN');
        },
        fail: () => {
          throw new Error('password "secret" at 10.0.0.7');
        },
      },
      Subscription: {
        count: {
          subscribe: async function* (_: unknown, { to }: { to: number }) {
            for (let count = 1; count <= to; count += 1) yield { count };
          },
        },
        whoFollows: {
          subscribe: async function* (_: unknown, __: unknown, { viewer }: { viewer: Viewer }) {
            yield { whoFollows: viewer.kind === 'anonymous' ? viewer.kind : viewer.id };
          },
        },
      },
      Thing: {
        __resolveReference: ({ id }: { id: string }, { viewer }: { viewer: Viewer }) => ({
          id,
          owner: viewer.kind,
        }),
      },
    }),
  });
});
afterAll(() => endpoint.close());

const address = (): string => `http://127.0.0.1:${endpoint.port}`;

async function postWith(token: string | undefined): Promise<number> {
  const response = await fetch(`${address()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { 'x-viewer-token': token } : {}) },
    body: JSON.stringify({ query: '{ whoAmI }' }),
  });
  return response.status;
}

describe('a subgraph server', () => {
  it('tells resolvers who asks', async () => {
    for (const viewer of [viewers.anonymous(), viewers.guest(), viewers.admin()]) {
      expect(await query(endpoint.port, viewer, '{ whoAmI }')).toEqual({ data: { whoAmI: viewer.kind } });
    }
  });

  it('answers 401 to callers without a fresh token of the gateway', async () => {
    const key = new TextEncoder().encode(testViewerTokenSecret);
    const claims = (): SignJWT =>
      new SignJWT({ kind: 'anonymous' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt();
    const good = claims().setIssuer('gateway').setAudience('subgraphs');
    expect(await postWith(await good.setExpirationTime('30s').sign(key))).toBe(200);
    const refused = [
      undefined,
      'nonsense',
      await mintViewerToken({ kind: 'anonymous' }, 'another-secret-that-is-long-enough-too'),
      await claims().setIssuer('gateway').setAudience('subgraphs').setExpirationTime('-30s').sign(key),
      await claims().setIssuer('gateway').setAudience('subgraphs').sign(key),
      await claims().setIssuer('somebody').setAudience('subgraphs').setExpirationTime('30s').sign(key),
      await claims().setIssuer('gateway').setAudience('souk').setExpirationTime('30s').sign(key),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"kind":"anonymous"}').toString('base64url')}.`,
    ];
    for (const token of refused) expect(await postWith(token)).toBe(401);
  });

  it('takes tokens of one kind alone, whatever they say of themselves', async () => {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: 'gateway', aud: 'subgraphs', kind: 'anonymous', iat: now, exp: now + 30 };
    const forge = (header: object, claims: object, hash = 'sha256'): string => {
      const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const signed = createHmac(hash, testViewerTokenSecret).update(text.join('.')).digest('base64url');
      return [...text, signed].join('.');
    };
    const token = forge({ alg: 'HS256' }, good);
    expect(await postWith(token)).toBe(200);
    const [header, claims, signature] = token.split('.') as [string, string, string];
    const refused: Record<string, string> = {
      'another algorithm': forge({ alg: 'HS512' }, good, 'sha512'),
      'an algorithm that is not the one used': forge({ alg: 'HS512' }, good),
      'no algorithm, signed all the same': forge({ alg: 'none' }, good),
      'a critical extension': forge({ alg: 'HS256', crit: ['b64'], b64: false }, good),
      'an end of life that is no number': forge({ alg: 'HS256' }, { ...good, exp: `${now + 30}` }),
      'an end of life long ago': forge({ alg: 'HS256' }, { ...good, exp: now - 6 }),
      'a beginning in the future': forge({ alg: 'HS256' }, { ...good, nbf: now + 60 }),
      'several audiences': forge({ alg: 'HS256' }, { ...good, aud: ['subgraphs', 'souk'] }),
      'an unknown kind': forge({ alg: 'HS256' }, { ...good, kind: 'root' }),
      'a user without a name': forge({ alg: 'HS256' }, { ...good, kind: 'user' }),
      'claims that are no object': forge({ alg: 'HS256' }, [good]),
      'another signature': `${header}.${claims}.${signature.slice(1)}${signature[0]}`,
      'a signature cut short': `${header}.${claims}.${signature.slice(0, -1)}`,
      'a signature written in another way': `${header}.${claims}.${signature}=`,
      'no signature': `${header}.${claims}.`,
      'a part too many': `${token}.${signature}`,
      'a part too few': `${header}.${signature}`,
    };
    const answered = await Promise.all(
      Object.entries(refused).map(async ([what, bad]) => [what, await postWith(bad)]),
    );
    expect(answered).toEqual(Object.keys(refused).map((what) => [what, 401]));
  });

  it('forgets a verified token when it expires', async () => {
    const claims = { iss: 'gateway', aud: 'subgraphs', kind: 'anonymous' };
    const clock = jest.spyOn(Date, 'now');
    try {
      const verify = createViewerVerifier(testViewerTokenSecret);
      const token = await new SignJWT({ ...claims, exp: 2_000_000_000 })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(testViewerTokenSecret));
      clock.mockReturnValue(1_999_999_990_000);
      expect(verify(token)).toEqual({ kind: 'anonymous' });
      expect(verify(token)).toEqual({ kind: 'anonymous' });
      clock.mockReturnValue(2_000_000_006_000);
      expect(() => verify(token)).toThrow(InvalidViewerToken);
    } finally {
      clock.mockRestore();
    }
  });

  it('resolves entities with the viewer at hand', async () => {
    const answer = await query(
      endpoint.port,
      viewers.guest(),
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id owner } } }',
      { r: [{ __typename: 'Thing', id: '1' }] },
    );
    expect(answer.data).toEqual({ _entities: [{ id: '1', owner: 'guest' }] });
  });

  it.each([
    ['{ double(amount: 9007199254740992) }'],
    ['{ double(amount: 1.5) }'],
    ['{ double(amount: "1") }'],
    ['{ at(instant: "yesterday") }'],
    ['{ at(instant: "2026-11-21") }'],
  ])('refuses %s', async (document) => {
    const answer = await query(endpoint.port, viewers.anonymous(), document);
    expect(answer.data ?? null).toBeNull();
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(answer.errors![0]!.extensions!.code);
  });

  it('keeps whole numbers beyond 32 bits, and instants', async () => {
    const answer = await query(
      endpoint.port,
      viewers.anonymous(),
      'query ($amount: SafeInt!) { double(amount: $amount) at(instant: "2026-11-21T10:00:00+01:00") }',
      { amount: 4_000_000_000 },
    );
    expect(answer.data).toEqual({ double: 8_000_000_000, at: '2026-11-21T09:00:00.000Z' });
  });

  it('shows coded errors and masks all others', async () => {
    const answer = await query(endpoint.port, viewers.anonymous(), '{ refuse fail }');
    expect(answer.errors).toEqual([
      expect.objectContaining({ path: ['refuse'], extensions: { code: 'FORBIDDEN' } }),
      expect.objectContaining({
        path: ['fail'],
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      }),
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('streams subscriptions to callers with a token, and to nobody else', async () => {
    const results: unknown[] = [];
    const client = createClient({
      url: `ws://127.0.0.1:${endpoint.port}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { viewerToken: await mintViewerToken(viewers.guest(), testViewerTokenSecret) },
    });
    for await (const result of client.iterate({ query: 'subscription { count(to: 3) }' }))
      results.push(result.data);
    await client.dispose();
    expect(results).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);

    const refused = new WebSocket(`ws://127.0.0.1:${endpoint.port}/graphql`, 'graphql-transport-ws');
    let closeCode = 0;
    refused.on('close', (code) => {
      closeCode = code;
    });
    refused.on('open', () => refused.send('{"type":"connection_init"}'));
    await waitFor(() => closeCode === 4403);
  });

  it('takes each live operation for the viewer of its own token, and refuses it for a bad one', async () => {
    const [one, other] = [viewers.customer(), viewers.guest()];
    let ack: unknown;
    const client = createClient({
      url: `ws://127.0.0.1:${endpoint.port}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: {
        viewerToken: await mintViewerToken(viewers.anonymous(), testViewerTokenSecret),
      },
      on: {
        connected: (_socket, payload) => {
          ack = payload;
        },
      },
    });
    const follow = async (viewerToken: string | undefined): Promise<unknown> => {
      const extensions = viewerToken === undefined ? undefined : { viewerToken };
      for await (const result of client.iterate({ query: 'subscription { whoFollows }', extensions })) {
        return result.data?.whoFollows;
      }
      return undefined;
    };
    const [token, otherToken] = await Promise.all([
      mintViewerToken(one, testViewerTokenSecret),
      mintViewerToken(other, testViewerTokenSecret),
    ]);
    expect(await Promise.all([follow(token), follow(otherToken), follow(undefined)])).toEqual([
      one.id,
      other.id,
      'anonymous',
    ]);
    expect(ack).toEqual({ viewerPerOperation: true });
    await expect(follow(`${token}x`)).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await client.dispose();
  });

  it('tells alive from ready, and shows metrics', async () => {
    expect((await fetch(`${address()}/healthz`)).status).toBe(200);
    expect((await fetch(`${address()}/readyz`)).status).toBe(200);
    ready = false;
    expect((await fetch(`${address()}/readyz`)).status).toBe(503);
    expect((await fetch(`${address()}/healthz`)).status).toBe(200);
    ready = true;
    expect(await (await fetch(`${address()}/metrics`)).text()).toContain('souk_graphql_seconds_bucket');
  });

  it('refuses a body that is too large or not JSON, and unknown paths', async () => {
    const token = await mintViewerToken({ kind: 'anonymous' }, testViewerTokenSecret);
    const post = (body: string): Promise<Response> =>
      fetch(`${address()}/graphql`, { method: 'POST', headers: { 'x-viewer-token': token }, body });
    for (const body of [
      '{',
      'null',
      '[]',
      '[{"query":"{ whoAmI }"}]',
      '{}',
      '{"query":1}',
      '{"query":"{ whoAmI }","variables":"{}"}',
      '{"query":"{ whoAmI }","variables":[]}',
      '{"query":"{ whoAmI }","operationName":1}',
      '{"query":"{ whoAmI"}',
      '{"query":"{ noSuchField }"}',
    ]) {
      const answer = await post(body);
      expect([body, answer.status]).toEqual([body, 400]);
      expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
    }
    expect((await post('{"query":"{ whoAmI }","variables":null,"operationName":null}')).status).toBe(200);
    expect((await post('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await fetch(`${address()}/nothing`)).status).toBe(404);
  });

  it('ends although clients keep connections and sockets open', async () => {
    const own = await startSubgraphServer({
      name: 'test',
      host: '127.0.0.1',
      port: 0,
      viewerTokenSecret: testViewerTokenSecret,
      logger,
      isReady: async () => true,
      createContext: () => ({}),
      schema: createSubgraphSchema('type Query { ok: Boolean }', {}),
    });
    await fetch(`http://127.0.0.1:${own.port}/healthz`);
    const idle = connect(own.port, '127.0.0.1');
    const socket = new WebSocket(`ws://127.0.0.1:${own.port}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => socket.on('open', resolve));
    socket.on('error', () => {});
    idle.on('error', () => {});
    await own.close();
    idle.destroy();
    await expect(fetch(`http://127.0.0.1:${own.port}/healthz`)).rejects.toThrow();
  });
});
