import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Viewer } from './viewer.ts';

const lifetimeSeconds = 30;
/** A token is used again while at least half of its life is left, so it never expires on the way. */
const reuseMs = 15_000;

/** Mints the token that tells subgraphs who the viewer is; undefined when no secret is configured. */
export type MintViewerToken = (viewer: Viewer, now: number) => Promise<string> | undefined;

/**
 * Subgraphs accept nothing without a viewer token, so it names anonymous viewers too. Signed with a secret shared with
 * the subgraphs, valid for 30 seconds.
 */
export function createViewerTokenMint(secret: string | undefined): MintViewerToken {
  if (secret === undefined) return () => undefined;
  const key = new TextEncoder().encode(secret);
  const minted = new LRUCache<string, { token: Promise<string>; until: number }>({ max: 10_000 });
  return (viewer, now) => {
    const kept = minted.get(viewer.identity);
    if (kept && now < kept.until) return kept.token;
    const issuedAt = Math.floor(now / 1_000);
    const token = new SignJWT({ ...viewer.claims, kind: viewer.kind, roles: [...viewer.roles] })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('gateway')
      .setAudience('subgraphs')
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(key);
    minted.set(viewer.identity, { token, until: now + reuseMs });
    return token;
  };
}
