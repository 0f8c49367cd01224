import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { codedError } from './errors.ts';

export type Role = 'CUSTOMER' | 'SELLER' | 'ADMIN';

/** Who makes a request, as the gateway found out and vouches for. */
export type Viewer =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly roles: readonly Role[];
      readonly scopes: readonly string[];
      readonly sessionId: string | null;
    }
  | { readonly kind: 'guest'; readonly id: string }
  | { readonly kind: 'anonymous' };

export const viewerTokenHeader = 'x-viewer-token';
const issuer = 'gateway';
const audience = 'subgraphs';
const lifetimeSeconds = 30;

export class InvalidViewerToken extends Error {
  override readonly name = 'InvalidViewerToken';
}

/** Clocks of the gateway and of a subgraph may differ by so much. */
const clockToleranceSeconds = 5;

/**
 * A verifier of viewer tokens. Verified tokens are remembered until they expire, because the gateway sends the same
 * one with every request of a session for some seconds.
 *
 * @returns a function that gives the viewer of a token, and throws InvalidViewerToken
 */
export function createViewerVerifier(secret: string): (token: string | undefined) => Viewer {
  const key = createSecretKey(secret, 'utf8');
  const verified = new LRUCache<string, { viewer: Viewer; expiresAtMs: number }>({ max: 10_000 });
  return (token) => {
    if (!token) throw new InvalidViewerToken('no viewer token');
    const known = verified.get(token);
    if (known && known.expiresAtMs > Date.now()) return known.viewer;
    const claims = verifyClaims(token, key, Date.now() / 1000);
    const viewer = toViewer(claims);
    verified.set(token, { viewer, expiresAtMs: claims.exp * 1000 });
    return viewer;
  };
}

type Claims = Readonly<Record<string, unknown>> & { readonly exp: number };

/**
 * Claims of a compact JWS (RFC 7515) that the gateway signed with HMAC-SHA-256. Nothing else is taken: no other
 * algorithm, whatever the header says, and no critical extensions. The signature is checked before anything is read,
 * and at once rather than on WebCrypto's thread pool, which costs ten times as much for so little to hash.
 *
 * @throws InvalidViewerToken
 */
function verifyClaims(token: string, key: KeyObject, nowSeconds: number): Claims {
  const end = token.lastIndexOf('.');
  const middle = token.indexOf('.');
  if (middle < 0 || middle === end || token.indexOf('.', middle + 1) !== end) refuse('not a signed token');
  const given = Buffer.from(token.slice(end + 1));
  const expected = Buffer.from(createHmac('sha256', key).update(token.slice(0, end)).digest('base64url'));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) refuse('wrong signature');

  const header = decode(token.slice(0, middle));
  if (header.alg !== 'HS256' || 'crit' in header) refuse('another kind of signature');
  const claims = decode(token.slice(middle + 1, end));
  if (claims.iss !== issuer) refuse('another issuer');
  if (claims.aud !== audience) refuse('another audience');
  if (typeof claims.exp !== 'number' || !Number.isFinite(claims.exp)) refuse('no end of life');
  if (claims.exp <= nowSeconds - clockToleranceSeconds) refuse('expired');
  if (claims.nbf !== undefined && !(Number(claims.nbf) <= nowSeconds + clockToleranceSeconds))
    refuse('too early');
  return claims as Claims;
}

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new InvalidViewerToken('not JSON', { cause });
  }
  return refuse('not an object');
}

function refuse(why: string): never {
  throw new InvalidViewerToken(`viewer token refused: ${why}`);
}

/** Mints a viewer token, as the gateway does; tests and tools use it to speak to a subgraph directly. */
export async function mintViewerToken(viewer: Viewer, secret: string): Promise<string> {
  const claims =
    viewer.kind === 'user'
      ? {
          kind: viewer.kind,
          sub: viewer.id,
          roles: viewer.roles,
          scope: viewer.scopes.join(' '),
          sid: viewer.sessionId,
        }
      : viewer.kind === 'guest'
        ? { kind: viewer.kind, sub: viewer.id }
        : { kind: viewer.kind };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(new TextEncoder().encode(secret));
}

function toViewer(claims: Record<string, unknown>): Viewer {
  if (claims.kind === 'anonymous') return { kind: 'anonymous' };
  if (typeof claims.sub !== 'string') throw new InvalidViewerToken('viewer token without a subject');
  if (claims.kind === 'guest') return { kind: 'guest', id: claims.sub };
  if (claims.kind !== 'user') throw new InvalidViewerToken('viewer token of an unknown kind');
  return {
    kind: 'user',
    id: claims.sub,
    roles: Array.isArray(claims.roles) ? (claims.roles as Role[]) : [],
    scopes: typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [],
    sessionId: typeof claims.sid === 'string' ? claims.sid : null,
  };
}

/**
 * The viewer as a signed-in user.
 *
 * @throws GraphQLError UNAUTHENTICATED for guests and anonymous callers
 */
export function requireUser(viewer: Viewer): Extract<Viewer, { kind: 'user' }> {
  if (viewer.kind !== 'user') throw codedError('UNAUTHENTICATED');
  return viewer;
}

/** Whether the viewer is an admin. */
export function isAdmin(viewer: Viewer): boolean {
  return viewer.kind === 'user' && viewer.roles.includes('ADMIN');
}

/**
 * Checks a scope in the subgraph too: the gateway's check is the first line, not the only one.
 *
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN
 */
export function requireScope(viewer: Viewer, scope: string): Extract<Viewer, { kind: 'user' }> {
  const user = requireUser(viewer);
  if (!user.scopes.includes(scope)) throw codedError('FORBIDDEN');
  return user;
}
