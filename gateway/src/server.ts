import type { Logger } from 'pino';
import { GatewayCache } from './cache/gateway-cache.ts';
import type { GatewayConfig } from './config.ts';
import { SharingEpoch } from './execution/in-flight.ts';
import { subgraphClientDefaults } from './execution/subgraph-client.ts';
import { createApolloServer } from './http/apollo-server.ts';
import { OriginPolicy } from './http/cors.ts';
import { GraphiqlPage } from './http/graphiql.ts';
import { handleGraphql } from './http/graphql-handler.ts';
import { createHttpServer, listen } from './http/http-server.ts';
import type { ContextDeps, OriginOptions } from './http/request-context.ts';
import { trustedProxies } from './http/trusted-proxies.ts';
import { LiveServer } from './live/live-server.ts';
import { Metrics } from './observability/metrics.ts';
import { startTracing } from './observability/start-tracing.ts';
import { createAdmission } from './security/create-admission.ts';
import { OperationGate } from './security/operation-limits.ts';
import { RevokedSessions } from './security/revoked-sessions.ts';
import { loadTrustedDocuments } from './security/trusted-documents.ts';
import { createTokenVerifier } from './security/verify-token.ts';
import { createViewerTokenMint } from './security/viewer-token.ts';
import { createSupergraphSource } from './supergraph/create-supergraph-source.ts';
import { LastGoodCopy } from './supergraph/last-good-copy.ts';
import { planningOptions } from './supergraph/planning-settings.ts';
import { SupergraphHost } from './supergraph/supergraph-host.ts';

export interface Gateway {
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets requests in flight finish within the drain deadline, then closes everything. */
  stop(): Promise<void>;
}

/** Wires a gateway and starts it. Rejects when the supergraph is not valid or the port is taken. */
export async function startGateway(
  config: GatewayConfig,
  deps: { logger: Logger; now: () => number },
): Promise<Gateway> {
  const { logger } = deps;
  const metrics = new Metrics(config.METRICS);
  const tracing = await startTracing(config, logger);
  const source = createSupergraphSource(config);
  const mintViewerToken = createViewerTokenMint(config.VIEWER_TOKEN_SECRET);
  const { registry } = metrics;
  const cache =
    config.CACHE === 'off'
      ? undefined
      : new GatewayCache(config, { logger, registry, mintViewerToken, now: deps.now });
  const sharing = config.SHARE_IN_FLIGHT ? new SharingEpoch() : undefined;
  const host = new SupergraphHost({
    source,
    polling: {
      intervalMs: config.SUPERGRAPH_POLL_INTERVAL_MS ?? (source.isRemote ? 10_000 : 1_000),
      timeoutMs: config.SUPERGRAPH_TIMEOUT_MS,
      startTimeoutMs: config.SUPERGRAPH_START_TIMEOUT_MS,
    },
    lastGoodCopy:
      config.SUPERGRAPH_LAST_GOOD_FILE === undefined
        ? undefined
        : new LastGoodCopy(config.SUPERGRAPH_LAST_GOOD_FILE),
    urls: config.subgraphUrls,
    planning: planningOptions(config),
    logger,
    metrics,
    errorPolicy: { clientCodes: new Set(config.CLIENT_ERROR_CODES) },
    clientOptions: {
      ...subgraphClientDefaults,
      upstreamHttp: config.UPSTREAM_HTTP,
      totalTimeoutMs: config.SUBGRAPH_TIMEOUT_MS,
      sharing,
      observe: (fetch) => metrics.observeFetch(fetch),
      onShared: (subgraph) => metrics.sharedFetches.inc({ subgraph }),
    },
    engineOptions: { maxOperations: 2_000, maxDocumentCharacters: 2_000_000, sharing },
    cache,
  });
  const { admission, stop: stopAdmission } = createAdmission(config, deps);
  host.onChange(({ supergraph }) => admission.learn(supergraph));
  const trusted = await loadTrustedDocuments(
    config.TRUSTED_DOCUMENTS_FILE,
    config.TRUSTED_DOCUMENTS_MODE,
    (documentId) => logger.warn({ documentId }, 'a document that is not trusted'),
  );
  if (config.TRUSTED_DOCUMENTS_MODE === 'enforce') metrics.operationNames.fix(trusted.operationNames());
  const apollo = createApolloServer({
    host,
    admission,
    logger,
    metrics,
    isTracing: tracing !== undefined,
    isProduction: config.isProduction,
    developerPages: config.developerPages,
    introspection: config.introspection,
    maxTokens: config.MAX_TOKENS,
    maxPersistedBytes: config.APQ_MAX_BYTES,
  });
  await apollo.start();

  const gate = new OperationGate({
    depth: config.MAX_DEPTH,
    aliases: config.MAX_ALIASES,
    rootFields: config.MAX_ROOT_FIELDS,
    directives: config.MAX_DIRECTIVES,
    tokens: config.MAX_TOKENS,
    fields: config.MAX_FIELDS,
  });
  const originOptions: OriginOptions = {
    forwardHeaders: config.FORWARD_HEADERS,
    isTrustedProxy: trustedProxies(config.TRUSTED_PROXIES),
  };
  const revokedSessions = new RevokedSessions(config.AUTH_ISSUERS, {
    logger,
    onRevoked: (isRevoked) => live.revoke(isRevoked),
  });
  const contextDeps: ContextDeps = {
    verifyToken: revokedSessions.refuseIn(createTokenVerifier(config.AUTH_ISSUERS)),
    mintViewerToken,
    ...originOptions,
    now: deps.now,
    tracing,
  };
  let isDraining = false;
  const originPolicy = new OriginPolicy(config.CORS_ORIGINS);
  const live = new LiveServer({
    config,
    apollo,
    host,
    gate,
    admission,
    trusted,
    contextDeps,
    originPolicy,
    metrics,
    logger,
    isProduction: config.isProduction,
  });
  const graphqlDeps = {
    apollo,
    gate,
    admission,
    trusted,
    contextDeps,
    cache,
    maxBodyBytes: config.MAX_BODY_BYTES,
    metrics,
    logger,
  };
  const server = createHttpServer({
    logger,
    metrics,
    originPolicy,
    originOptions,
    graphiql: config.developerPages ? new GraphiqlPage() : undefined,
    isReady: () => !isDraining,
    headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    handleGraphql: (request, response, origin) =>
      live.handle(request, response, origin) ?? handleGraphql(graphqlDeps, request, response, origin),
  });
  live.attach(server);
  revokedSessions.start();
  const port = await listen(server, { host: config.HOST, port: config.PORT });
  await cache?.start();

  return {
    url: `http://${config.HOST}:${port}/graphql`,
    port,
    stop: async () => {
      isDraining = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await live.drain();
      // Kept-alive connections become idle one by one, as their last answers go out.
      const closing = setInterval(() => server.closeIdleConnections(), 50);
      const deadline = setTimeout(() => server.closeAllConnections(), config.DRAIN_DEADLINE_MS);
      await closed;
      clearTimeout(deadline);
      clearInterval(closing);
      live.stop();
      revokedSessions.stop();
      await apollo.stop();
      await stopAdmission();
      await cache?.stop();
      await tracing?.stop();
    },
  };
}
