import { createPrivateKey, generateKeyPairSync, type KeyObject, sign, type webcrypto } from 'node:crypto';
import { calculateJwkThumbprint, type JWK, type JWTPayload } from 'jose';
import type { DataSource } from 'typeorm';
import { type Route, sendJson } from './http.ts';
import { createSecretSealer } from './sealed-secret.ts';
import { row, rows } from './sql.ts';

/**
 * Keys that sign tokens (EdDSA over Ed25519) live in the database of the subgraph that issues them; the private halves
 * are sealed. The life of a key:
 *
 *   made -> published (JWKS) -> signs, from `signs_from` -> its successor signs -> removed, when its last token expired
 *
 * A key is published long before it signs, so every verifier has fetched it by then.
 */
export const createSigningKeysSql = `CREATE TABLE signing_keys (
  kid text COLLATE "C" PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  private_jwk_sealed text NOT NULL,
  signs_from timestamptz NOT NULL,
  created_at timestamptz NOT NULL
)`;

export type SigningKeyDeps = {
  readonly dataSource: DataSource;
  /** KEY_ENCRYPTION_SECRET: without it the keys at rest are of no use. */
  readonly encryptionSecret: string;
};

export type RotationPlan = {
  /** How long a key signs. */
  readonly signsForMs: number;
  /** How long a key is published before it signs; far above the time that verifiers keep a JWKS. */
  readonly publishedBeforeMs: number;
  /** The longest life of a token: a key stays published for so long after its successor took over. */
  readonly longestTokenMs: number;
};

/** What a token says, beside what every token says. */
export type TokenInput = {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly claims: JWTPayload;
  readonly lifetimeSeconds: number;
  readonly now: Date;
};

export type SigningKeyRing = {
  /** Signs a token with the key of the moment; makes the first key if there is none yet. */
  sign(input: TokenInput): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  /** The public keys that tokens may be signed with, as a JSON Web Key Set. */
  jwks(now: Date): Promise<{ readonly keys: readonly JWK[] }>;
};

type KeyRow = { kid: string; public_jwk: JWK; private_jwk_sealed: string; signs_from: Date };
type RingKey = {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly signsFromMs: number;
  sealed: string;
};

/** Any number will do, so long as all processes of a database use the same. */
const rotationLock = 5_120_903;
/** Keys are read again after this time: well below the time that a key is published before it signs. */
const ringKeptMs = 30_000;
/** Clocks of verifiers may differ by so much. */
const clockToleranceMs = 60_000;

/**
 * Makes the first key, the successor of a key that soon stops signing, and removes keys whose tokens have all expired.
 * To be called by a timer and before the first token; several processes may call it at once.
 *
 * @returns what changed
 */
export async function rotateSigningKeys(
  deps: SigningKeyDeps,
  plan: RotationPlan,
  now: Date,
): Promise<{ readonly made: number; readonly removed: number }> {
  return deps.dataSource.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [rotationLock]);
    const newest = await row<{ signs_from: Date }>(
      tx,
      'SELECT signs_from FROM signing_keys ORDER BY signs_from DESC LIMIT 1',
    );
    const endsAt = newest ? newest.signs_from.getTime() + plan.signsForMs : 0;
    const isDue = !newest || endsAt - plan.publishedBeforeMs <= now.getTime();
    if (isDue) {
      const key = await makeKey(deps.encryptionSecret);
      const signsFrom = newest ? new Date(Math.max(endsAt, now.getTime() + plan.publishedBeforeMs)) : now;
      await tx.query(
        `INSERT INTO signing_keys (kid, public_jwk, private_jwk_sealed, signs_from, created_at)
         VALUES ($1, $2, $3, $4, $5)`,
        [key.kid, key.publicJwk, key.sealed, signsFrom, now],
      );
    }
    const removed = await rows(
      tx,
      `DELETE FROM signing_keys AS old WHERE EXISTS (
         SELECT FROM signing_keys AS successor
         WHERE successor.signs_from > old.signs_from AND successor.signs_from < $1
       ) RETURNING kid`,
      [new Date(now.getTime() - plan.longestTokenMs - clockToleranceMs)],
    );
    return { made: isDue ? 1 : 0, removed: removed.length };
  });
}

/** The keys of a database, kept in memory for some seconds. A failure to read them again leaves the ones known in use. */
export function createSigningKeyRing(deps: SigningKeyDeps, plan: RotationPlan): SigningKeyRing {
  const sealer = createSecretSealer(deps.encryptionSecret);
  const opened = new Map<string, KeyObject>();
  let keys: readonly RingKey[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(now: Date): Promise<void> {
    let found = await readKeys(deps.dataSource);
    if (!found.some((key) => key.signsFromMs <= now.getTime())) {
      await rotateSigningKeys(deps, plan, now);
      found = await readKeys(deps.dataSource);
    }
    keys = found;
    readAtMs = now.getTime();
    for (const kid of opened.keys()) if (!found.some((key) => key.kid === kid)) opened.delete(kid);
  }

  async function current(now: Date): Promise<readonly RingKey[]> {
    if (Math.abs(now.getTime() - readAtMs) < ringKeptMs && keys.length > 0) return keys;
    reading ??= read(now).finally(() => {
      reading = undefined;
    });
    await reading.catch((error: unknown) => {
      if (keys.length === 0) throw error;
    });
    return keys;
  }

  function privateKeyOf(key: RingKey): KeyObject {
    let known = opened.get(key.kid);
    if (!known) {
      const jwk = JSON.parse(sealer.open(key.sealed, key.kid)) as webcrypto.JsonWebKey;
      known = createPrivateKey({ key: jwk, format: 'jwk' });
      opened.set(key.kid, known);
    }
    return known;
  }

  return {
    async sign({ issuer, audience, subject, claims, lifetimeSeconds, now }) {
      const key = keyOfTheMoment(await current(now), now);
      if (!key) throw new Error('there is no signing key');
      const issuedAt = Math.floor(now.getTime() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const header = { alg: 'EdDSA', kid: key.kid, typ: 'JWT' };
      const payload = { ...claims, iss: issuer, aud: audience, sub: subject, iat: issuedAt, exp: expiresAt };
      return {
        token: signCompact(header, payload, privateKeyOf(key)),
        expiresAt: new Date(expiresAt * 1000),
      };
    },
    async jwks(now) {
      return { keys: (await current(now)).map(({ publicJwk }) => publicJwk) };
    },
  };
}

/**
 * The newest key whose time has come, of keys from newest to oldest. Where none has, the clock of this process is behind
 * that of the one which made the keys: the oldest then already signs elsewhere.
 */
function keyOfTheMoment(keys: readonly RingKey[], now: Date): RingKey | undefined {
  return keys.find(({ signsFromMs }) => signsFromMs <= now.getTime()) ?? keys.at(-1);
}

/**
 * A compact JWS (RFC 7515), signed at once: WebCrypto's thread pool takes several times as long as one Ed25519 signature.
 */
function signCompact(header: object, payload: object, key: KeyObject): string {
  const text = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

/** Serves the JWKS; verifiers and caches may keep it for five minutes. */
export function jwksRoute(ring: SigningKeyRing): Route {
  return async (_request, response) => {
    response.setHeader('cache-control', 'public, max-age=300, stale-if-error=3600');
    sendJson(response, 200, await ring.jwks(new Date()));
  };
}

async function readKeys(dataSource: DataSource): Promise<RingKey[]> {
  const found = await rows<KeyRow>(
    dataSource.manager,
    'SELECT kid, public_jwk, private_jwk_sealed, signs_from FROM signing_keys ORDER BY signs_from DESC',
  );
  return found.map((key) => ({
    kid: key.kid,
    publicJwk: key.public_jwk,
    sealed: key.private_jwk_sealed,
    signsFromMs: key.signs_from.getTime(),
  }));
}

async function makeKey(secret: string): Promise<{ kid: string; publicJwk: JWK; sealed: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bare = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(bare);
  return {
    kid,
    publicJwk: { ...bare, kid, alg: 'EdDSA', use: 'sig' },
    sealed: createSecretSealer(secret).seal(JSON.stringify(privateKey.export({ format: 'jwk' })), kid),
  };
}
