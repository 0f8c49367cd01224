import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { Histogram } from 'prom-client';
import { WebSocketServer } from 'ws';
import { codedError, maskError } from './errors.ts';
import { type HttpEndpoint, listen, type Route, readBody, sendJson } from './http.ts';
import type { Logger } from './logger.ts';
import { scalars } from './scalars.ts';
import { startRequestSpan } from './tracing.ts';
import { createViewerVerifier, InvalidViewerToken, type Viewer, viewerTokenHeader } from './viewer.ts';

/** What a request brings, from which a subgraph makes the context of its resolvers. */
export type SubgraphRequest = {
  readonly viewer: Viewer;
  readonly correlationId: string | undefined;
  readonly traceparent: string | undefined;
  /** Network address of the caller, as the gateway saw it. Not known for live operations. */
  readonly callerAddress?: string | undefined;
  /** User-Agent of the caller, unchecked. Not known for live operations. */
  readonly userAgent?: string | undefined;
  readonly logger: Logger;
};

export type SubgraphServerOptions<Context extends object> = {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly schema: GraphQLSchema;
  readonly viewerTokenSecret: string;
  readonly logger: Logger;
  readonly createContext: (request: SubgraphRequest) => Context;
  readonly isReady: () => Promise<boolean>;
  /** More handlers by `METHOD /path`, such as webhooks. */
  readonly routes?: Readonly<Record<string, Route>>;
};

// The gateway merges many entities into one request, so this is far above what a client may send.
const bodyLimitBytes = 4 * 1024 * 1024;

const duration = new Histogram({
  name: 'souk_graphql_seconds',
  help: 'Time to answer a GraphQL request',
  labelNames: ['operation'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});

type SchemaModule = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number] & {
  resolvers?: unknown;
};

/** The schema of a subgraph from its schema file and its resolvers; the shared scalars are added where it names them. */
export function createSubgraphSchema(sdl: string, resolvers: object): GraphQLSchema {
  const typeDefs: DocumentNode = parse(sdl);
  const declared = new Set(
    typeDefs.definitions.flatMap((node) => (node.kind === 'ScalarTypeDefinition' ? [node.name.value] : [])),
  );
  const used = Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)));
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...used, ...resolvers } } as SchemaModule]);
}

/**
 * Serves a subgraph: GraphQL over HTTP and graphql-ws at /graphql for callers with a viewer token of the gateway,
 * health and metrics for all. Nobody else is answered.
 */
export async function startSubgraphServer<Context extends object>(
  options: SubgraphServerOptions<Context>,
): Promise<HttpEndpoint> {
  const { logger, schema } = options;
  const verifyViewer = createViewerVerifier(options.viewerTokenSecret);
  const viewerOf = (token: string | undefined): Viewer | undefined => {
    try {
      return verifyViewer(token);
    } catch (error) {
      if (!(error instanceof InvalidViewerToken)) throw error;
      // From the gateway it means a wrong clock or another secret, which nobody sees from there.
      logger.warn({ reason: error.message }, 'a caller without a valid viewer token');
      return undefined;
    }
  };
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => maskError(logger, formatted, error),
    // Both look at every field of every answer, and the gateway reads neither traces nor hints for caches.
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled()],
    logger: {
      debug: noop,
      info: noop,
      warn: (text) => logger.warn(text),
      error: (text) => logger.error(text),
    },
  });
  await apollo.start();

  const observe = duration.labels('http');
  const graphql: Route = async (request, response) => {
    const viewer = viewerOf(header(request.headers[viewerTokenHeader]));
    if (!viewer) return sendJson(response, 401, unauthenticated);
    const operation = parseOperation((await readBody(request, bodyLimitBytes)).toString('utf8'));
    if (typeof operation === 'string') return sendJson(response, 400, { errors: [{ message: operation }] });
    const correlationId = header(request.headers['x-correlation-id']);
    const span = startRequestSpan(request.headers, operation.operationName);
    const end = observe.startTimer();
    const contextValue = options.createContext({
      viewer,
      correlationId,
      traceparent: header(request.headers.traceparent),
      callerAddress: header(request.headers['x-forwarded-for']),
      userAgent: header(request.headers['user-agent']),
      logger: correlationId ? logger.child({ correlationId, traceId: span?.traceId }) : logger,
    });
    const answer = await apollo.executeOperation(operation, { contextValue });
    end();
    const status = answer.http.status ?? 200;
    span?.end(
      { 'http.response.status_code': status },
      status >= 500 ? new Error(`answered ${status}`) : undefined,
    );
    // No schema of ours offers @defer: an answer is always whole.
    if (answer.body.kind === 'single') sendJson(response, status, answer.body.singleResult);
    else response.destroy();
  };

  const http = await listen({
    host: options.host,
    port: options.port,
    logger,
    isReady: options.isReady,
    routes: { 'POST /graphql': graphql, ...options.routes },
  });

  const sockets = new WebSocketServer({ server: http.server, path: '/graphql', maxPayload: bodyLimitBytes });
  const live = useServer<{ viewerToken?: string }, { viewer?: Viewer }>(
    {
      schema,
      connectionInitWaitTimeout: 3_000,
      onConnect: async (ctx) => {
        const viewer = viewerOf(ctx.connectionParams?.viewerToken);
        if (!viewer) return false;
        ctx.extra.viewer = viewer;
        // Tells the gateway that many viewers' operations may come over this connection, each with its own token.
        return { viewerPerOperation: true };
      },
      onSubscribe: async (_ctx, _id, { extensions }) => {
        if (extensions?.viewerToken === undefined) return undefined;
        return viewerOf(String(extensions.viewerToken)) ? undefined : [codedError('UNAUTHENTICATED')];
      },
      context: async (ctx, _id, { extensions }) =>
        options.createContext({
          viewer:
            extensions?.viewerToken === undefined
              ? ctx.extra.viewer!
              : verifyViewer(String(extensions.viewerToken)),
          correlationId: undefined,
          traceparent: undefined,
          logger,
        }),
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => maskedForSocket(logger, error)),
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors
          ? { ...result, errors: result.errors.map((error) => maskedForSocket(logger, error)) }
          : undefined,
    },
    sockets,
  );

  return {
    server: http.server,
    port: http.port,
    async close() {
      // Sockets first: an HTTP server does not end while upgraded connections are open.
      await live.dispose();
      await http.close();
      await apollo.stop();
    },
  };
}

function maskedForSocket(logger: Logger, error: GraphQLError): never {
  return maskError(logger, error.toJSON(), error) as never;
}

const unauthenticated = {
  errors: [{ message: 'Only the gateway is answered here.', extensions: { code: 'UNAUTHENTICATED' } }],
};

type Operation = {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
};

/** The operation in the body of a request, or what is wrong with it. */
function parseOperation(text: string): Operation | string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'The body is not JSON.';
  }
  if (!isRecord(body) || typeof body.query !== 'string') return 'The body has no query.';
  const { query, operationName, variables } = body;
  if (operationName != null && typeof operationName !== 'string') return 'The operation name is not a text.';
  if (variables != null && !isRecord(variables)) return 'The variables are not an object.';
  return { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function noop(): void {}
