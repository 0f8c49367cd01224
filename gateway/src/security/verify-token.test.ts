import { createServer } from 'node:http';
import type { GraphQLError } from 'graphql';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { listenOn } from '../testing/serve-subgraph.ts';
import { audience, issuerName, startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { createTokenVerifier, type VerifyToken } from './verify-token.ts';
import { anonymousViewer } from './viewer.ts';

describe('token verification', () => {
  let issuer: TokenIssuer;
  let verify: VerifyToken;
  beforeAll(async () => {
    issuer = await startTokenIssuer();
    verify = createTokenVerifier([
      { issuer: issuerName, jwksUrl: issuer.jwksUrl, audience, claims: ['sub', 'roles', 'kind', 'scope'] },
    ]);
  });
  afterAll(() => issuer.stop());

  const codeOf = async (token: string, now = Date.now()): Promise<unknown> => {
    const error = await verify(`Bearer ${token}`, now).catch((caught: GraphQLError) => caught);
    return 'extensions' in error ? error.extensions.code : error;
  };
  const claims = { iss: issuerName, aud: audience, sub: 'victim' };
  const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('a valid token gives the viewer, with the claims the issuer may pass and no others', async () => {
    const token = await issuer.sign({
      roles: ['ADMIN', 7],
      scope: 'a b',
      email: 'private@example.org',
    } as never);
    expect(await verify(`bearer ${token}`, Date.now())).toMatchObject({
      subject: 'u1',
      kind: 'user',
      roles: ['ADMIN'],
      scopes: ['a', 'b'],
      claims: { sub: 'u1', kind: 'user', roles: ['ADMIN', 7], scope: 'a b' },
    });
  });

  test('no token is an anonymous viewer', async () => {
    expect(await verify(undefined, Date.now())).toBe(anonymousViewer);
  });

  test('the key set is fetched once for many tokens', async () => {
    const before = issuer.fetches();
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => verify(`Bearer ${await issuer.sign({ n })}`, Date.now())),
    );
    expect(issuer.fetches() - before).toBeLessThanOrEqual(1);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'other' }],
    ['no subject', { sub: undefined }],
    ['a time before which it is not valid', { nbf: Math.floor(Date.now() / 1_000) + 600 }],
    ['an end in the past', { exp: Math.floor(Date.now() / 1_000) - 60 }],
  ])('refuses a token with %s', async (_name, wrong) => {
    expect(await codeOf(await issuer.sign(wrong))).toBe('UNAUTHENTICATED');
  });

  test('refuses a token that ended since it was verified', async () => {
    const token = await issuer.sign();
    await verify(`Bearer ${token}`, Date.now());
    expect(await codeOf(token, Date.now() + 6 * 60_000)).toBe('UNAUTHENTICATED');
  });

  test.each(['none', 'None', 'nOnE'])('refuses alg %s', async (alg) => {
    const unsigned = new UnsecuredJWT(claims).setExpirationTime('5m').encode();
    const [, payload] = unsigned.split('.');
    expect(await codeOf(unsigned)).toBe('UNAUTHENTICATED');
    expect(await codeOf(`${base64({ alg, kid: 'key-1' })}.${payload}.`)).toBe('UNAUTHENTICATED');
    expect(await codeOf(`${base64({ alg, kid: 'key-1' })}.${payload}.AAAA`)).toBe('UNAUTHENTICATED');
  });

  test('refuses a token signed with the public key as a shared secret', async () => {
    for (const secret of [issuer.publicPem, JSON.stringify(issuer.publicJwk), String(issuer.publicJwk.x)]) {
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(secret.padEnd(32, ' ')));
      expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    }
  });

  test.each([
    ['a path as kid', { kid: '../../dev/null' }],
    ['SQL as kid', { kid: "' UNION SELECT 'key' --" }],
    ['a URL as kid', { kid: 'http://evil.example/key' }],
    ['an unknown kid', { kid: 'key-2' }],
  ])('refuses %s', async (_name, header) => {
    expect(await codeOf(await issuer.sign({}, header))).toBe('UNAUTHENTICATED');
  });

  test('ignores keys that the token itself brings or points to', async () => {
    let asked = 0;
    const evil = createServer((_request, response) => {
      asked++;
      response.end('{"keys":[]}');
    });
    const port = await listenOn(evil, 0);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)), kid: 'key-1' };
    const url = `http://127.0.0.1:${port}/keys`;
    const token = await issuer.sign({}, { key: privateKey, header: { jwk, jku: url, x5u: url } });
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    expect(asked).toBe(0);
    await new Promise((resolve) => evil.close(resolve));
  });

  test.each([
    ['cut', (token: string) => token.slice(0, -10)],
    ['empty', (token: string) => token.slice(0, token.lastIndexOf('.') + 1)],
    ['of zeros', (token: string) => `${token.slice(0, token.lastIndexOf('.') + 1)}${'A'.repeat(86)}`],
  ])('refuses a signature that is %s', async (_name, spoil) => {
    expect(await codeOf(spoil(await issuer.sign()))).toBe('UNAUTHENTICATED');
  });

  test.each([
    ['zeros', 'A'.repeat(86)],
    ['nothing', ''],
    ['the right length', 'B'.repeat(86)],
  ])('refuses an ES256 signature of %s', async (_name, signature) => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)), kid: 'ec-1', alg: 'ES256' };
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    const port = await listenOn(server, 0);
    const verifyEs256 = createTokenVerifier([
      { issuer: issuerName, jwksUrl: `http://127.0.0.1:${port}/jwks.json`, audience, claims: ['sub'] },
    ]);
    const exp = Math.floor(Date.now() / 1_000) + 300;
    const token = `${base64({ alg: 'ES256', kid: 'ec-1' })}.${base64({ ...claims, exp })}.${signature}`;
    await expect(verifyEs256(`Bearer ${token}`, Date.now())).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test.each(['', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a', `Bearer ${'a.'.repeat(9_000)}b`])(
    'refuses or ignores the header %j without a look at the keys',
    async (header) => {
      const result = await verify(header, Date.now()).catch((error: GraphQLError) => error.extensions.code);
      expect(result).toBe(header === '' ? anonymousViewer : 'UNAUTHENTICATED');
    },
  );

  test('a key server that cannot be reached is not the fault of the token', async () => {
    const unreachable = createTokenVerifier([
      { issuer: issuerName, jwksUrl: 'http://127.0.0.1:9/jwks.json', audience, claims: [] },
    ]);
    const token = await issuer.sign();
    await expect(unreachable(`Bearer ${token}`, Date.now())).rejects.toMatchObject({
      extensions: { code: 'AUTH_UNAVAILABLE', http: { status: 503 } },
    });
  });
});
