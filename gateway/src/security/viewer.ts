/** Who makes a request, as far as the gateway knows. */
export interface Viewer {
  readonly kind: string;
  readonly subject?: string;
  /** Who issued the token; absent for anonymous viewers. */
  readonly issuer?: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Claims of the token that the issuer's configuration lets through to subgraphs. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** When the token stops being valid, in milliseconds since the epoch; absent for anonymous viewers. */
  readonly expiresAtMs?: number;
  /** Equal for two requests exactly when subgraphs would see the same viewer. */
  readonly identity: string;
}

export const anonymousViewer: Viewer = {
  kind: 'anonymous',
  roles: [],
  scopes: [],
  claims: {},
  identity: 'anonymous',
};

/** Whether a valid token came with the request. */
export function isAuthenticated(viewer: Viewer): boolean {
  return viewer.subject !== undefined;
}
