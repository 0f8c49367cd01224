import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { GatewayCache } from '../cache/gateway-cache.ts';
import { Cancellation } from '../execution/cancellation.ts';
import type { RequestScope } from '../execution/execution.ts';
import type { OperationTrace, Tracing } from '../observability/tracing.ts';
import type { VerifyToken } from '../security/verify-token.ts';
import type { Viewer } from '../security/viewer.ts';
import type { MintViewerToken } from '../security/viewer-token.ts';

/** What is known of an operation once it ran, for logs and metrics. */
export interface OperationRecord {
  operationName?: string;
  operationKind?: string;
  operationHash?: string;
  errorCodes?: readonly string[];
  /** For how many seconds anybody may be given the answer. */
  publicSeconds?: number | undefined;
}

/** The context of one operation, over whichever transport it came. */
export interface OperationContext {
  readonly viewer: Viewer;
  readonly scope: RequestScope;
  readonly record: OperationRecord;
  /** The client's network address; undefined for our own servers. */
  readonly clientAddress: string | undefined;
  /** Whether the client asked for the cost of its operation. */
  readonly wantsCost: boolean;
  /** Headers that the answer gets over HTTP. */
  readonly responseHeaders: Record<string, string>;
}

/** What is read from a request that comes in. */
export interface OriginOptions {
  /** Client headers that subgraphs get as they are. */
  readonly forwardHeaders: readonly string[];
  /** Whether an address is one of our own proxies or servers, whose `x-forwarded-for` is believed. */
  readonly isTrustedProxy: (address: string) => boolean;
}

export interface ContextDeps extends OriginOptions {
  readonly verifyToken: VerifyToken;
  readonly mintViewerToken: MintViewerToken;
  readonly now: () => number;
  /** Absent when tracing is off. */
  readonly tracing?: Tracing | undefined;
}

/** Headers that only the gateway may set. */
const ownHeaders = new Set([
  'x-viewer-token',
  'x-correlation-id',
  'x-forwarded-for',
  'content-type',
  'content-length',
  'host',
]);

/** Where a request comes from: what of it outlives the request when it opens a stream. */
export interface RequestOrigin {
  readonly correlationId: string;
  /** Whether one of our own proxies or servers sent it: its trace context is then believed. */
  readonly isTrusted: boolean;
  /** The client's network address; undefined for our own servers. */
  readonly clientAddress: string | undefined;
  /** Whether the client asks for the cost of its operations. */
  readonly wantsCost: boolean;
  /** Trace context and the headers that configuration lets through. */
  readonly passedHeaders: Readonly<Record<string, string>>;
}

const correlationIdPattern = /^[\w.:-]{1,128}$/;
const traceparentPattern = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Reads a request's origin. Identity headers of clients are not among what is passed, whatever their name. */
export function readOrigin(options: OriginOptions, request: IncomingMessage): RequestOrigin {
  const { headers } = request;
  const given = headers['x-correlation-id'];
  const passedHeaders: Record<string, string> = {};
  for (const name of options.forwardHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && !ownHeaders.has(name)) passedHeaders[name] = value;
  }
  const { traceparent, tracestate } = headers;
  if (typeof traceparent === 'string' && traceparentPattern.test(traceparent)) {
    passedHeaders.traceparent = traceparent;
    if (typeof tracestate === 'string' && tracestate.length <= 512) passedHeaders.tracestate = tracestate;
  }
  const userAgent = headers['user-agent'];
  if (userAgent !== undefined) passedHeaders['user-agent'] = userAgent.slice(0, 256);
  const address = callerAddress(options, request);
  if (address !== '') passedHeaders['x-forwarded-for'] = address;
  const correlationId = typeof given === 'string' && correlationIdPattern.test(given) ? given : randomUUID();
  const isTrusted = options.isTrustedProxy(request.socket.remoteAddress ?? '');
  const clientAddress = address === '' || options.isTrustedProxy(address) ? undefined : address;
  const wantsCost = headers['x-operation-cost'] === 'true';
  return { correlationId, isTrusted, clientAddress, wantsCost, passedHeaders };
}

/**
 * The client's network address: the last one that nobody of ours has. What stands before it in `x-forwarded-for` was
 * written by the client, and may be anything.
 */
export function callerAddress(
  { isTrustedProxy }: Pick<OriginOptions, 'isTrustedProxy'>,
  request: IncomingMessage,
): string {
  let address = request.socket.remoteAddress ?? '';
  const chain = String(request.headers['x-forwarded-for'] ?? '').split(',');
  while (isTrustedProxy(address)) {
    const before = chain.pop()?.trim() ?? '';
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** Starts the trace of an operation, or of one event of a live one. */
export function startTrace(
  { tracing }: Pick<ContextDeps, 'tracing'>,
  { correlationId, isTrusted, passedHeaders }: RequestOrigin,
): OperationTrace | undefined {
  return tracing?.startOperation({
    headers: passedHeaders,
    isTrusted,
    attributes: { 'correlation.id': correlationId },
  });
}

/** Headers for subgraphs on behalf of a viewer. Called anew for each operation and event, as viewer tokens are short. */
export async function subgraphHeaders(
  deps: Pick<ContextDeps, 'mintViewerToken' | 'now' | 'tracing'>,
  viewer: Viewer,
  origin: RequestOrigin,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    ...origin.passedHeaders,
    'x-correlation-id': origin.correlationId,
  };
  if (deps.tracing) {
    // Each request to a subgraph gets a trace context of its own.
    delete headers.traceparent;
    delete headers.tracestate;
  }
  const token = deps.mintViewerToken(viewer, deps.now());
  if (token !== undefined) headers['x-viewer-token'] = await token;
  return headers;
}

/** The context of one operation. Throws UNAUTHENTICATED for a token that is not valid. */
export async function createOperationContext(
  deps: ContextDeps,
  input: {
    authorization: string | undefined;
    origin: RequestOrigin;
    cancellation?: Cancellation;
    trace?: OperationTrace | undefined;
    cache?: GatewayCache | undefined;
  },
): Promise<OperationContext> {
  const viewer = await deps.verifyToken(input.authorization, deps.now());
  const headers = await subgraphHeaders(deps, viewer, input.origin);
  const { trace, cancellation = new Cancellation() } = input;
  const shared = input.cache?.readingFor(viewer, headers);
  const { clientAddress, wantsCost } = input.origin;
  return {
    viewer,
    scope: { headers, cancellation, trace, shared },
    record: {},
    clientAddress,
    wantsCost,
    responseHeaders: {},
  };
}
