import { SocketHttp } from './socket-http.ts';
import type { HttpLimits, SubgraphHttp } from './subgraph-http.ts';
import { UndiciHttp } from './undici-http.ts';

/** Which client speaks HTTP to subgraphs: our own where there is no TLS, or undici always. */
export type UpstreamHttp = 'socket' | 'undici';

/** The client for one subgraph. */
export function createSubgraphHttp(
  upstreamHttp: UpstreamHttp,
  subgraph: { readonly name: string; readonly url: URL },
  limits: HttpLimits,
): SubgraphHttp {
  const { name, url } = subgraph;
  const Client = upstreamHttp === 'socket' && url.protocol === 'http:' ? SocketHttp : UndiciHttp;
  return new Client(name, url, limits);
}
