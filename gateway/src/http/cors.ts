import type { IncomingMessage, ServerResponse } from 'node:http';

const allowedHeaders =
  'authorization, content-type, accept, x-correlation-id, traceparent, tracestate, apollo-require-preflight, x-apollo-operation-name, x-operation-cost';

/** Decides which web pages may call the gateway. */
export class OriginPolicy {
  private readonly origins: ReadonlySet<string>;

  constructor(origins: readonly string[]) {
    this.origins = new Set(origins.map((origin) => origin.replace(/\/$/, '')));
  }

  /** Whether a request may come from where it says: no browser, the gateway's own pages, or a listed origin. */
  allows(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (this.origins.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }

  /** Sets CORS headers for listed origins; answers preflights and returns true for them. */
  apply(request: IncomingMessage, response: ServerResponse): boolean {
    const { origin } = request.headers;
    response.setHeader('vary', 'origin');
    const isListed = origin !== undefined && this.origins.has(origin);
    if (isListed) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-credentials', 'true');
      response.setHeader(
        'access-control-expose-headers',
        'x-correlation-id, ratelimit, ratelimit-policy, retry-after',
      );
    }
    if (request.method !== 'OPTIONS') return false;
    if (isListed) {
      response.setHeader('access-control-allow-methods', 'GET, POST');
      response.setHeader('access-control-allow-headers', allowedHeaders);
      response.setHeader('access-control-max-age', '600');
    }
    response.writeHead(204).end();
    return true;
  }
}
