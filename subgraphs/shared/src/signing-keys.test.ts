import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { QueryRunner } from 'typeorm';
import { listen } from './http.ts';
import { CannotOpenSecret } from './sealed-secret.ts';
import {
  createSigningKeyRing,
  createSigningKeysSql,
  jwksRoute,
  type RotationPlan,
  rotateSigningKeys,
  type SigningKeyDeps,
} from './signing-keys.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { testLogger } from './testing/test-logger.ts';

class CreateSigningKeys {
  readonly name = 'CreateSigningKeys1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createSigningKeysSql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_keys');
  }
}

const hour = 3_600_000;
const plan: RotationPlan = { signsForMs: 24 * hour, publishedBeforeMs: hour, longestTokenMs: hour / 4 };
const start = new Date('2026-01-01T00:00:00.000Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);

let database: TestDatabase;
let deps: SigningKeyDeps;

beforeAll(async () => {
  database = await createTestDatabase('signing_keys', { entities: [], migrations: [CreateSigningKeys] });
  deps = { dataSource: database.dataSource, encryptionSecret: 'an-encryption-secret-for-tests-only!' };
});
beforeEach(() => database.clear());
afterAll(() => database.close());

const sign = async (now: Date, ring = createSigningKeyRing(deps, plan)): Promise<string> =>
  (
    await ring.sign({
      issuer: 'souk-test',
      audience: 'souk',
      subject: 'usr_1',
      claims: { kind: 'user' },
      lifetimeSeconds: 900,
      now,
    })
  ).token;
const kidOf = (token: string): string => decodeProtectedHeader(token).kid!;

test('a token verifies against the published keys and says what it was asked to say', async () => {
  const ring = createSigningKeyRing(deps, plan);
  const signed = await ring.sign({
    issuer: 'souk-test',
    audience: 'souk',
    subject: 'usr_1',
    claims: { kind: 'user', roles: ['CUSTOMER'] },
    lifetimeSeconds: 900,
    now: start,
  });
  const jwks = await ring.jwks(start);
  const { payload, protectedHeader } = await jwtVerify(
    signed.token,
    createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]),
    { issuer: 'souk-test', audience: 'souk', algorithms: ['EdDSA'], currentDate: start },
  );
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: jwks.keys[0]!.kid, typ: 'JWT' });
  expect(payload).toEqual({
    iss: 'souk-test',
    aud: 'souk',
    sub: 'usr_1',
    kind: 'user',
    roles: ['CUSTOMER'],
    iat: start.getTime() / 1000,
    exp: start.getTime() / 1000 + 900,
  });
  expect(signed.expiresAt).toEqual(after(900_000));
});

test('the private key is neither published nor readable in the database', async () => {
  const ring = createSigningKeyRing(deps, plan);
  await sign(start, ring);
  const published = (await ring.jwks(start)).keys[0]!;
  expect(Object.keys(published).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  const [stored] = await database.dataSource.query('SELECT * FROM signing_keys');
  expect(JSON.stringify(stored)).not.toContain('"d"');
  expect(stored.private_jwk_sealed).toMatch(/^v1\.[\w-]+$/);
});

test('a key of another encryption secret refuses to sign', async () => {
  await rotateSigningKeys(deps, plan, start);
  const other = createSigningKeyRing({ ...deps, encryptionSecret: 'x'.repeat(40) }, plan);
  await expect(sign(start, other)).rejects.toThrow(CannotOpenSecret);
});

test('a successor is published an hour before it signs, and the old key stays until its tokens expired', async () => {
  const first = kidOf(await sign(start));
  const kids = async (now: Date): Promise<(string | undefined)[]> =>
    (await createSigningKeyRing(deps, plan).jwks(now)).keys.map(({ kid }) => kid);

  expect(await rotateSigningKeys(deps, plan, after(23 * hour - 1))).toEqual({ made: 0, removed: 0 });
  expect(await rotateSigningKeys(deps, plan, after(23 * hour))).toEqual({ made: 1, removed: 0 });
  expect(await rotateSigningKeys(deps, plan, after(23 * hour + 1))).toEqual({ made: 0, removed: 0 });
  expect(await kids(after(23 * hour))).toHaveLength(2);
  expect(kidOf(await sign(after(24 * hour - 1)))).toBe(first);

  const second = kidOf(await sign(after(24 * hour)));
  expect(second).not.toBe(first);
  expect(await rotateSigningKeys(deps, plan, after(24.25 * hour))).toEqual({ made: 0, removed: 0 });
  expect(await kids(after(24.25 * hour))).toEqual([second, first]);
  expect(await rotateSigningKeys(deps, plan, after(24.5 * hour))).toEqual({ made: 0, removed: 1 });
  expect(await kids(after(24.5 * hour))).toEqual([second]);
});

test('after a long silence the successor still waits its hour, and the old key signs on', async () => {
  const first = kidOf(await sign(start));
  await rotateSigningKeys(deps, plan, after(100 * hour));
  expect(kidOf(await sign(after(101 * hour - 1)))).toBe(first);
  expect(kidOf(await sign(after(101 * hour)))).not.toBe(first);
});

test('processes that start together agree on one first key', async () => {
  const tokens = await Promise.all(Array.from({ length: 8 }, () => sign(start)));
  expect(new Set(tokens.map(kidOf)).size).toBe(1);
});

test('a process whose clock is behind signs with the key that signs elsewhere', async () => {
  const first = kidOf(await sign(start));
  expect(kidOf(await sign(after(-hour / 12)))).toBe(first);
  await rotateSigningKeys(deps, plan, after(23 * hour));
  expect(kidOf(await sign(after(-hour / 12)))).toBe(first);
  expect((await createSigningKeyRing(deps, plan).jwks(after(-hour / 12))).keys).toHaveLength(2);
});

test('a ring takes up a rotated key by itself', async () => {
  const ring = createSigningKeyRing(deps, plan);
  const first = kidOf(await sign(start, ring));
  await rotateSigningKeys(deps, plan, after(23 * hour));
  expect(kidOf(await sign(after(24 * hour), ring))).not.toBe(first);
});

test('the JWKS is served with a lifetime for caches', async () => {
  const ring = createSigningKeyRing(deps, plan);
  const http = await listen({
    host: '127.0.0.1',
    port: 0,
    logger: testLogger,
    isReady: async () => true,
    routes: { 'GET /.well-known/jwks.json': jwksRoute(ring) },
  });
  try {
    const response = await fetch(`http://127.0.0.1:${http.port}/.well-known/jwks.json`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300, stale-if-error=3600');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(((await response.json()) as { keys: unknown[] }).keys).toHaveLength(1);
  } finally {
    await http.close();
  }
});
