import { type Client, createClient } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import { SubgraphUnavailable } from '../execution/errors.ts';
import { isJsonObject } from '../execution/json.ts';
import type { SubgraphAnswer } from '../execution/subgraph-client.ts';
import type { Viewer } from '../security/viewer.ts';
import type { MintViewerToken } from '../security/viewer-token.ts';

export interface UpstreamDeps {
  readonly mintViewerToken: MintViewerToken;
  readonly now: () => number;
  readonly logger: Logger;
  readonly maxEventBytes: number;
  /** Longest wait between two attempts to connect again. */
  readonly maxRetryDelayMs: number;
}

export interface UpstreamOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

export interface UpstreamSink {
  next(answer: SubgraphAnswer): void;
  /** The stream ended for good and will not come back by itself. */
  failed(error: SubgraphUnavailable): void;
  completed(): void;
}

/** A connection is kept this long after its last subscription ended, in case the viewer opens another. */
const idleMs = 2_000;

/**
 * Subscriptions to subgraphs over graphql-ws: one connection for each viewer and subgraph, opened with the first
 * subscription, closed when idle. A lost connection is opened again, with jitter, and its subscriptions are sent again,
 * so that the subgraph starts them over with a snapshot.
 */
export class UpstreamHub {
  private readonly deps: UpstreamDeps;
  private readonly connections = new Map<string, UpstreamConnection>();

  constructor(deps: UpstreamDeps) {
    this.deps = deps;
  }

  /** How many connections are kept; for tests and metrics. */
  get size(): number {
    return this.connections.size;
  }

  /** Subscribes on a viewer's behalf. Returns a function that ends the subscription. */
  subscribe(
    subgraph: { name: string; url: string },
    viewer: Viewer,
    operation: UpstreamOperation,
    sink: UpstreamSink,
  ): () => void {
    const key = `${subgraph.name} ${subgraph.url} ${viewer.identity}`;
    let connection = this.connections.get(key);
    if (!connection) {
      const created = new UpstreamConnection(this.deps, subgraph, viewer, () => {
        if (this.connections.get(key) === created) this.connections.delete(key);
      });
      connection = created;
      this.connections.set(key, created);
    }
    return connection.subscribe(operation, sink);
  }

  /** Closes every connection. */
  async stop(): Promise<void> {
    const connections = [...this.connections.values()];
    this.connections.clear();
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

class UpstreamConnection {
  private readonly client: Client;
  private readonly service: string;
  private readonly onIdle: () => void;
  private open = 0;

  constructor(
    deps: UpstreamDeps,
    subgraph: { name: string; url: string },
    viewer: Viewer,
    onIdle: () => void,
  ) {
    this.service = subgraph.name;
    this.onIdle = onIdle;
    class SubgraphSocket extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols, {
          maxPayload: deps.maxEventBytes,
          perMessageDeflate: false,
          handshakeTimeout: 5_000,
        });
      }
    }
    this.client = createClient({
      url: subgraph.url.replace(/^http/, 'ws'),
      webSocketImpl: SubgraphSocket,
      lazy: true,
      lazyCloseTimeout: idleMs,
      connectionAckWaitTimeout: 5_000,
      keepAlive: 15_000,
      connectionParams: async () => {
        const viewerToken = await deps.mintViewerToken(viewer, deps.now());
        return viewerToken === undefined ? {} : { viewerToken };
      },
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (retries) => jitteredDelay(retries, deps.maxRetryDelayMs),
      on: {
        closed: (event) => {
          if (this.open === 0) this.onIdle();
          else deps.logger.warn({ service: this.service, close: describe(event) }, 'live connection lost');
        },
      },
      onNonLazyError: () => {},
    });
  }

  subscribe(operation: UpstreamOperation, sink: UpstreamSink): () => void {
    this.open++;
    let isOver = false;
    const finish = (): boolean => {
      if (isOver) return false;
      isOver = true;
      this.open--;
      return true;
    };
    const unsubscribe = this.client.subscribe(
      { query: operation.query, operationName: operation.operationName, variables: operation.variables },
      {
        next: (result) => {
          if (isOver) return;
          const data: unknown = result.data;
          sink.next({ data: isJsonObject(data) ? data : null, errors: result.errors });
        },
        error: (error) => {
          if (Array.isArray(error)) {
            // The subgraph refused the operation: one last answer, with errors only.
            if (isOver) return;
            sink.next({ data: null, errors: error });
            if (finish()) sink.completed();
          } else if (finish()) {
            sink.failed(new SubgraphUnavailable(this.service, describe(error), { cause: error }));
          }
        },
        complete: () => {
          if (finish()) sink.completed();
        },
      },
    );
    return () => {
      finish();
      unsubscribe();
    };
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

/** Waits longer with each attempt, and never in step with others that lost the same subgraph. */
function jitteredDelay(retries: number, maxMs: number): Promise<void> {
  const ceiling = Math.min(maxMs, 100 * 2 ** Math.min(retries, 10));
  return new Promise((resolve) => {
    setTimeout(resolve, ceiling * (0.5 + Math.random() / 2));
  });
}

function describe(event: unknown): string {
  if (typeof event === 'object' && event !== null && 'code' in event) {
    const reason = 'reason' in event && event.reason ? ` ${String(event.reason)}` : '';
    return `closed ${String(event.code)}${reason}`;
  }
  return event instanceof Error ? event.message : 'connection failed';
}
