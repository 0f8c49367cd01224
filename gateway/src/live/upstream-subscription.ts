import type { SubgraphUnavailable } from '../execution/errors.ts';
import type { SubgraphAnswer } from '../execution/subgraph-transport.ts';
import type { Viewer } from '../security/viewer.ts';

/** A connection, as far as its subscriptions need to know it. */
export interface UpstreamPlace {
  /** Ends one of its subscriptions. */
  remove(subscription: UpstreamSubscription): void;
}

/** One subscription at a subgraph, and who hears its events, in order. */
export interface UpstreamSubscription {
  /** The `query` and `operationName` of its payload, as JSON text without braces; the same for many. */
  readonly operationText: string;
  /** Its variables as JSON text. */
  readonly variablesText: string;
  readonly viewer: Viewer;
  /** Where it runs; set and cleared by the connection. */
  place: { readonly connection: UpstreamPlace; readonly id: string } | undefined;
  next(answer: SubgraphAnswer): void;
  /** The connection is gone. The subgraph will be asked again as soon as it is back, and start over. */
  lost(): void;
  /** The subgraph cannot be subscribed to at all. */
  failed(error: SubgraphUnavailable): void;
  completed(): void;
}
