import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { Logger } from 'pino';
import type { GatewayCache } from '../cache/gateway-cache.ts';
import { allowCaching } from '../cache/public-response.ts';
import { Cancellation } from '../execution/cancellation.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Admission } from '../security/admission.ts';
import type { OperationGate } from '../security/operation-limits.ts';
import type { TrustedDocuments } from '../security/trusted-documents.ts';
import { givenDocument, useTrustedDocument } from './document-of-request.ts';
import { encodeBody } from './encode-body.ts';
import { readJsonBody } from './read-body.ts';
import {
  type ContextDeps,
  createOperationContext,
  type OperationContext,
  type OperationRecord,
  type RequestOrigin,
  startTrace,
} from './request-context.ts';

export interface GraphqlHandlerDeps {
  readonly apollo: ApolloServer<OperationContext>;
  readonly gate: OperationGate;
  readonly admission: Admission;
  readonly trusted: TrustedDocuments;
  readonly contextDeps: ContextDeps;
  readonly cache?: GatewayCache | undefined;
  readonly maxBodyBytes: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Answers one GraphQL request over HTTP through Apollo Server. Work stops when the client leaves. */
export async function handleGraphql(
  deps: GraphqlHandlerDeps,
  request: IncomingMessage,
  response: ServerResponse,
  origin: RequestOrigin,
): Promise<void> {
  const startedAt = performance.now();
  const cancellation = new Cancellation();
  response.on('close', () => {
    if (!response.writableFinished) cancellation.cancel();
  });
  const seen: { context?: OperationContext } = {};
  const trace = startTrace(deps.contextDeps, origin);
  const httpGraphQLRequest = toHttpGraphQLRequest(request);
  const answer = await deps.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    // Faults thrown here become well-formed GraphQL errors with their HTTP status.
    context: async () => {
      deps.admission.assertWelcome(origin.clientAddress);
      if (request.method === 'POST') {
        httpGraphQLRequest.body = await readJsonBody(request, deps.maxBodyBytes);
      }
      const text = useTrustedDocument(deps.trusted, httpGraphQLRequest);
      if (text !== undefined) deps.gate.check(text);
      const context = await createOperationContext(deps.contextDeps, {
        authorization: request.headers.authorization,
        origin,
        cancellation,
        trace,
        cache: deps.cache,
      });
      seen.context = context;
      return context;
    },
  });
  const status = answer.status ?? 200;
  const record: OperationRecord = seen.context?.record ?? {};
  const wasRefused = record.operationHash === undefined && status >= 400 && status < 500 && status !== 429;
  if (wasRefused) deps.admission.countRefused(givenDocument(httpGraphQLRequest), origin.clientAddress);
  const seconds = (performance.now() - startedAt) / 1_000;
  const ok = status < 400 && !record.errorCodes;
  deps.metrics.observeOperation({ name: record.operationName, ok, seconds });
  trace?.end({ ...record, status });
  logOperation(deps.logger, { ...origin, traceId: trace?.traceId }, record, status, seconds);
  if (response.destroyed) return;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (!request.complete) response.setHeader('connection', 'close');
  const text = answer.body.kind === 'complete' ? answer.body.string : '';
  const { publicSeconds = 0 } = record;
  const isCacheable = publicSeconds > 0 && status === 200 && request.method === 'GET';
  const varyHeaders = deps.cache?.varyHeaders ?? [];
  if (isCacheable && allowCaching(request, response, { body: text, seconds: publicSeconds, varyHeaders })) {
    response.writeHead(304).end();
    return;
  }
  // What stands with one client's limits must not be kept for others.
  if (!isCacheable && seen.context) {
    for (const [name, value] of Object.entries(seen.context.responseHeaders)) response.setHeader(name, value);
  }
  const { content, encoding, byteLength } = encodeBody(text);
  response.setHeader('content-length', byteLength);
  response.writeHead(status).end(content, encoding);
}

function toHttpGraphQLRequest(request: IncomingMessage): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = request.url ?? '/';
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return { method: (request.method ?? 'GET').toUpperCase(), headers, search, body: undefined };
}

function logOperation(
  logger: Logger,
  origin: { correlationId: string; traceId: string | undefined },
  record: OperationRecord,
  status: number,
  seconds: number,
): void {
  const hasFailed = status >= 500 || record.errorCodes?.includes('INTERNAL_SERVER_ERROR');
  if (!hasFailed && !logger.isLevelEnabled('debug')) return;
  const fields = {
    correlationId: origin.correlationId,
    traceId: origin.traceId,
    ...record,
    status,
    durationMs: Math.round(seconds * 1_000),
  };
  if (hasFailed) logger.warn(fields, 'operation failed');
  else logger.debug(fields, 'operation');
}
