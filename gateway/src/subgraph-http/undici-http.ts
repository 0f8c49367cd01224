import { createRequire } from 'node:module';
import type * as Undici from 'undici';
import type { ReceivedAnswer } from './subgraph-http.ts';
import {
  type HttpLimits,
  type HttpRequest,
  keepAliveMs,
  type SubgraphHttp,
  standardHeaders,
} from './subgraph-http.ts';
import { UndiciExchange } from './undici-exchange.ts';

const require = createRequire(import.meta.url);

/** HTTP/1.1 to one subgraph by undici: for TLS, and instead of SocketHttp where UPSTREAM_HTTP says so. */
export class UndiciHttp implements SubgraphHttp {
  private readonly service: string;
  private readonly path: string;
  private readonly limits: HttpLimits;
  private readonly pool: Undici.Pool;

  constructor(service: string, url: URL, limits: HttpLimits) {
    this.service = service;
    this.path = url.pathname + url.search;
    this.limits = limits;
    // Only where it is needed: it is 100 modules.
    const { Pool } = require('undici') as typeof Undici;
    this.pool = new Pool(url.origin, {
      connections: limits.maxConnections,
      pipelining: 1,
      keepAliveTimeout: keepAliveMs,
      connect: { timeout: limits.connectTimeoutMs },
      // One deadline of our own covers the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  get running(): number {
    return this.pool.stats.running;
  }

  get waiting(): number {
    return this.pool.stats.pending;
  }

  send({ body, headers, ownHeaders, cancellation }: HttpRequest): Promise<ReceivedAnswer> {
    return new Promise((resolve, reject) => {
      const exchange = new UndiciExchange(this.service, this.limits, cancellation, resolve, reject);
      if (cancellation.cancelled) return;
      this.pool.dispatch(
        { path: this.path, method: 'POST', body, headers: { ...standardHeaders, ...headers, ...ownHeaders } },
        exchange,
      );
    });
  }

  async close(): Promise<void> {
    if (!this.pool.closed) await this.pool.close();
  }
}
