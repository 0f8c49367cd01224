import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from '../observability/metrics.ts';
import type { OriginPolicy } from './cors.ts';
import type { GraphiqlPage } from './graphiql.ts';
import { type OriginOptions, type RequestOrigin, readOrigin } from './request-context.ts';

export interface HttpServerDeps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly originPolicy: OriginPolicy;
  readonly originOptions: OriginOptions;
  /** GraphiQL, where developers may have it. */
  readonly graphiql: GraphiqlPage | undefined;
  readonly isReady: () => boolean;
  /** What a client may take to send its headers, and its whole request. Slower ones get 408. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly handleGraphql: (
    request: IncomingMessage,
    response: ServerResponse,
    origin: RequestOrigin,
  ) => Promise<void>;
}

/** The HTTP server: GraphQL, health, readiness and metrics, each with a deadline for slow senders. */
export function createHttpServer(deps: HttpServerDeps): Server {
  const server = createServer(
    {
      headersTimeout: deps.headersTimeoutMs,
      requestTimeout: deps.requestTimeoutMs,
      connectionsCheckingInterval: Math.max(50, Math.min(1_000, deps.headersTimeoutMs)),
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
      // Whoever would rather speak HTTP/2 (Java's client asks each time) is answered in HTTP/1.1, as RFC 9110, 7.8 has it.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.trim().toLowerCase() === 'websocket',
    },
    (request, response) => {
      route(deps, request, response).catch((error: unknown) => {
        deps.logger.error({ err: error }, 'request failed');
        if (response.headersSent) response.destroy();
        else answerError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
      });
    },
  );
  return server;
}

async function route(
  deps: HttpServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // While draining, clients with kept-alive connections are told to open their next one elsewhere.
  if (!deps.isReady()) response.setHeader('connection', 'close');
  const path = (request.url ?? '/').split('?', 1)[0];
  switch (path) {
    case '/healthz':
    case '/health':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      return;
    case '/readyz': {
      const isReady = deps.isReady();
      response
        .writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' })
        .end(`{"status":"${isReady ? 'ready' : 'not ready'}"}`);
      return;
    }
    case '/metrics': {
      if (!deps.metrics.isEnabled) break;
      const text = await deps.metrics.registry.metrics();
      response.writeHead(200, { 'content-type': deps.metrics.registry.contentType }).end(text);
      return;
    }
    case '/graphql': {
      const origin = readOrigin(deps.originOptions, request);
      response.setHeader('x-correlation-id', origin.correlationId);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cache-control', 'no-store');
      if (deps.originPolicy.apply(request, response)) return;
      await deps.handleGraphql(request, response, origin);
      return;
    }
    case '/':
      response.writeHead(302, { location: '/graphql' }).end();
      return;
  }
  if (path?.startsWith('/graphiql') && (await deps.graphiql?.handle(request, response, path))) return;
  answerError(response, 404, 'NOT_FOUND', 'There is nothing here; GraphQL is at /graphql');
}

/** Answers in the shape of GraphQL errors. */
export function answerError(response: ServerResponse, status: number, code: string, message: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

/** Listens and tells the port chosen. Rejects with a clear error when the port is taken. */
export function listen(server: Server, options: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${options.port} on ${options.host} is taken: set PORT to another one`)
          : error,
      );
    });
    server.listen(options, () => resolve((server.address() as AddressInfo).port));
  });
}
