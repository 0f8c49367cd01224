import { errors, jwtVerify, SignJWT } from 'jose';
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

/**
 * A verifier of viewer tokens. Verified tokens are remembered until they expire, because the gateway sends the same
 * one with every request of a session for some seconds.
 */
export function createViewerVerifier(secret: string): (token: string | undefined) => Promise<Viewer> {
  const key = new TextEncoder().encode(secret);
  const verified = new LRUCache<string, { viewer: Viewer; expiresAtMs: number }>({ max: 10_000 });
  return async (token) => {
    if (!token) throw new InvalidViewerToken('no viewer token');
    const known = verified.get(token);
    if (known && known.expiresAtMs > Date.now()) return known.viewer;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer,
        audience,
        requiredClaims: ['exp', 'kind'],
        clockTolerance: 5,
      });
      const viewer = toViewer(payload);
      verified.set(token, { viewer, expiresAtMs: payload.exp! * 1000 });
      return viewer;
    } catch (cause) {
      if (cause instanceof errors.JOSEError) throw new InvalidViewerToken('viewer token refused', { cause });
      throw cause;
    }
  };
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
