import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { GatewayConfig } from '../config.ts';
import { subgraphClientDefaults } from '../execution/subgraph-client.ts';
import type { OriginPolicy } from '../http/cors.ts';
import { type RequestOrigin, startTrace, subgraphHeaders } from '../http/request-context.ts';
import type { Viewer } from '../security/viewer.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { Deadlines } from './deadlines.ts';
import { HttpStreamServer } from './http-stream.ts';
import { streamFormatOf } from './http-stream-format.ts';
import { toErrors, writeEvent } from './live-answer.ts';
import type { LiveDeps } from './running-operation.ts';
import { StreamHub } from './stream-hub.ts';
import { UpstreamHub } from './upstream-hub.ts';
import { UsageCount } from './usage-count.ts';
import { DocumentValidator } from './validate-document.ts';
import { WsServer } from './ws-server.ts';

/** Time a client has for `connection_init`. */
const initTimeoutMs = 3_000;
/** A subgraph that is back is found within so long. */
const maxRetryDelayMs = 3_000;

/** What live queries take from the rest of the gateway. */
export interface LiveServerDeps
  extends Pick<
    LiveDeps,
    | 'apollo'
    | 'host'
    | 'gate'
    | 'admission'
    | 'trusted'
    | 'contextDeps'
    | 'metrics'
    | 'logger'
    | 'isProduction'
  > {
  readonly config: GatewayConfig;
  readonly originPolicy: OriginPolicy;
}

/** Live queries over every transport: WebSockets, and responses that do not end. */
export class LiveServer {
  private readonly deps: LiveServerDeps;
  private readonly live: LiveDeps;
  private readonly upstream: UpstreamHub;
  private readonly connections: ConnectionLimits;
  private readonly httpStreams: HttpStreamServer;
  private webSockets: WsServer | undefined;

  constructor(deps: LiveServerDeps) {
    this.deps = deps;
    const { config, contextDeps, metrics, logger } = deps;
    const validator = new DocumentValidator({ introspection: config.introspection });
    this.upstream = new UpstreamHub({
      ...contextDeps,
      logger,
      maxEventBytes: subgraphClientDefaults.maxResponseBytes,
      maxRetryDelayMs,
    });
    const streams = new StreamHub({
      upstream: this.upstream,
      write: (dataText, errors) => writeEvent(deps, dataText, errors),
      headers: (viewer, origin) => subgraphHeaders(contextDeps, viewer, origin),
      startTrace: (origin) => startTrace(contextDeps, origin),
      counted: (streams) => metrics.liveStreams.set(streams),
      delivered: (readers) => metrics.deliveredEvents.inc(readers),
      maxQueuedEvents: config.MAX_QUEUED_EVENTS,
      validate: ({ supergraph }, { document, documentKey }) =>
        validator.check(supergraph.schema, document, documentKey),
      seesMore: ({ roles }) => roles.some((role) => config.CACHE_BYPASS_ROLES.includes(role)),
      toErrors: (error) => toErrors(error, logger),
    });
    this.live = {
      ...deps,
      streams,
      validator,
      deadlines: new Deadlines(),
      viewerUsage: new UsageCount(config.MAX_SUBSCRIPTIONS_PER_VIEWER),
    };
    this.connections = new ConnectionLimits({
      total: config.MAX_CONNECTIONS,
      perAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    });
    this.httpStreams = new HttpStreamServer(this.live, {
      maxBodyBytes: config.MAX_BODY_BYTES,
      maxBufferedBytes: config.MAX_BUFFERED_BYTES,
      connections: this.connections,
    });
    deps.host.onChange((engine) => {
      streams.moveTo(engine).catch((error: unknown) => {
        logger.error({ err: error }, 'live streams could not be moved to the new supergraph');
      });
    });
  }

  /** Accepts WebSockets at /graphql of an HTTP server. */
  attach(server: Server): void {
    const { config, originPolicy } = this.deps;
    this.webSockets = new WsServer(server, this.live, {
      originPolicy,
      connections: this.connections,
      maxMessageBytes: config.MAX_BODY_BYTES,
      limits: {
        initTimeoutMs,
        maxOperations: config.MAX_SUBSCRIPTIONS_PER_CONNECTION,
        maxBufferedBytes: config.MAX_BUFFERED_BYTES,
      },
    });
  }

  /** Answers a request that asks for a stream; undefined for any other. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    origin: RequestOrigin,
  ): Promise<void> | undefined {
    const format = streamFormatOf(request.headers.accept);
    return format && this.httpStreams.handle(format, request, response, origin);
  }

  /** Ends whatever viewers that meet the condition have open, as their tokens hold no longer. */
  revoke(isRevoked: (viewer: Viewer) => boolean): void {
    this.webSockets?.revoke(isRevoked);
    this.httpStreams.revoke(isRevoked);
  }

  /** Tells every client to move. */
  async drain(): Promise<void> {
    this.httpStreams.drain();
    await this.webSockets?.drain();
  }

  /** Closes the connections to subgraphs. */
  stop(): void {
    this.upstream.stop();
  }
}
