import type { SubgraphErrorBody } from './errors.ts';
import type { RequestScope } from './execution.ts';
import type { JsonObject } from './json.ts';

/** The parts of a GraphQL answer that the gateway uses; anything else in it is dropped. */
export interface SubgraphAnswer {
  readonly data?: JsonObject | null;
  readonly errors?: readonly SubgraphErrorBody[] | undefined;
  /** Whether no string in it needs escaping in JSON. */
  readonly isPlain?: boolean | undefined;
  /** Its Cache-Control header. */
  readonly cacheControl?: string | undefined;
  /** Why some of the data is missing, where the rest came from the cache. */
  readonly failure?: unknown;
}

export interface SubgraphRequest {
  /** The whole JSON body. */
  readonly body: string;
  /** Whether it may be sent again when the connection fails before any byte came back. */
  readonly repeatable: boolean;
  /** Joins equal requests of the same generation only: what the cache keeps must not be older than its invalidations. */
  readonly generation?: number | undefined;
  readonly scope: RequestScope;
}

/** How a plan reaches one subgraph. `send` rejects with SubgraphUnavailable only. */
export interface SubgraphTransport {
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
}
