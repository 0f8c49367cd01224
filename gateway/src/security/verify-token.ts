import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { gatewayError } from '../execution/errors.ts';
import { anonymousViewer, type Viewer } from './viewer.ts';

export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  /** Claims that go on to subgraphs. */
  readonly claims: readonly string[];
  /** Lists ended sessions; see RevokedSessions. */
  readonly revokedSessionsUrl?: string | undefined;
}

/** Only signatures by a private key of the issuer's: no `none`, no shared secrets. */
const algorithms = ['EdDSA', 'RS256', 'ES256'];
const clockToleranceSeconds = 5;
/** For how long a verified token is trusted without looking at its signature again. */
const verifiedTtlMs = 60_000;

/** Tells who bears a token. `now` is in milliseconds since the epoch. */
export type VerifyToken = (authorization: string | undefined, now: number) => Promise<Viewer>;

/**
 * Verifies bearer tokens against the JWKS of the issuers. A request without a token is anonymous; one with a token that
 * is not valid is refused with UNAUTHENTICATED, never taken for anonymous. Without issuers all requests are anonymous.
 */
export function createTokenVerifier(issuers: readonly TokenIssuer[]): VerifyToken {
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, { issuer, keys: remoteKeys(issuer.jwksUrl) }]),
  );
  const verified = new LRUCache<string, Viewer>({ max: 10_000, ttl: verifiedTtlMs });

  return async (authorization, now) => {
    if (authorization === undefined || authorization === '' || known.size === 0) return anonymousViewer;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > 8_192)
      throw refused('The authorization header is not a bearer token');
    const kept = verified.get(token);
    if (kept) {
      if (now >= (kept.expiresAtMs ?? 0)) throw refused('The token has expired');
      return kept;
    }
    const source = known.get(claimedIssuer(token));
    if (!source) throw refused('The token is not valid');
    const viewer = toViewer(source.issuer, await verify(token, source, now));
    verified.set(token, viewer);
    return viewer;
  };
}

function remoteKeys(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: 3_000,
    cooldownDuration: 5_000,
    cacheMaxAge: 10 * 60_000,
  });
}

async function verify(
  token: string,
  { issuer, keys }: { issuer: TokenIssuer; keys: JWTVerifyGetKey },
  now: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('The token has expired');
    // Faults of the token have classes of their own; what is left is the key server's.
    const isKeyServerFault =
      !(error instanceof errors.JOSEError) ||
      error instanceof errors.JWKSTimeout ||
      error instanceof errors.JWKSInvalid ||
      error.code === 'ERR_JOSE_GENERIC';
    if (!isKeyServerFault) throw refused('The token is not valid');
    throw gatewayError('AUTH_UNAVAILABLE', 'Tokens cannot be verified right now', {
      extensions: { http: { status: 503 } },
      cause: error,
    });
  }
}

function claimedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

function toViewer(issuer: TokenIssuer, payload: JWTPayload): Viewer {
  const claims: Record<string, unknown> = {};
  for (const name of issuer.claims) if (payload[name] !== undefined) claims[name] = payload[name];
  claims.sub = payload.sub;
  const { roles, scope, kind } = claims;
  return {
    kind: typeof kind === 'string' ? kind : 'user',
    subject: payload.sub,
    issuer: issuer.issuer,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    scopes: typeof scope === 'string' ? scope.split(' ').filter((item) => item !== '') : [],
    claims,
    expiresAtMs: (payload.exp as number) * 1_000,
    identity: JSON.stringify([issuer.issuer, claims]),
  };
}

function refused(message: string): Error {
  return gatewayError('UNAUTHENTICATED', message, { extensions: { http: { status: 401 } } });
}
