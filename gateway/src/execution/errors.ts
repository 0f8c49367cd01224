import { GraphQLError } from 'graphql';

/** Path of a field in the response. */
export type ResponsePath = readonly (string | number)[];

/** Codes the gateway itself gives; each is in docs/gateway.md. */
export type GatewayErrorCode =
  | 'AUTH_UNAVAILABLE'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'INTERNAL_SERVER_ERROR'
  | 'INVALID_SUBGRAPH_VALUE'
  | 'OPERATION_LIMIT_EXCEEDED'
  | 'OPERATION_NOT_PLANNED'
  | 'OPERATION_NOT_SUPPORTED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_IN_LIST'
  | 'PLANNER_BUSY'
  | 'RATE_LIMITED'
  | 'SUBREQUEST_FAILED'
  | 'SUBSCRIPTION_SCHEMA_RELOAD'
  | 'TOO_MANY_SUBSCRIPTIONS'
  | 'UNAUTHENTICATED'
  | 'UNAUTHORIZED_FIELD_OR_TYPE';

/** A GraphQL error of the gateway's own, safe to show to clients. */
export function gatewayError(
  code: GatewayErrorCode,
  message: string,
  options: { path?: ResponsePath; extensions?: Record<string, unknown>; cause?: unknown } = {},
): GraphQLError {
  return new GraphQLError(message, {
    path: options.path,
    extensions: { code, ...options.extensions },
    originalError: options.cause instanceof Error ? options.cause : undefined,
  });
}

/** An error object as it stands in a subgraph's answer; nothing in it can be trusted. */
export interface SubgraphErrorBody {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: { readonly code?: unknown } | null;
}

/** A subgraph that gave no usable GraphQL answer: down, too slow, too large, not GraphQL. Never shown to clients. */
export class SubgraphUnavailable extends Error {
  readonly service: string;
  override name = 'SubgraphUnavailable';

  constructor(service: string, reason: string, options?: { cause?: unknown }) {
    super(`${service}: ${reason}`, options);
    this.service = service;
  }
}

/** Not even asked, as it failed too often just now. */
export class SubgraphRefused extends SubgraphUnavailable {
  override name = 'SubgraphRefused';
}

/** Decides which errors of subgraphs clients may read. */
export interface ErrorPolicy {
  readonly clientCodes: ReadonlySet<string>;
}

/**
 * Turns a subgraph's error into one for the client: code and message pass only for codes meant for clients, all else
 * becomes an INTERNAL_SERVER_ERROR that says no more than which service failed.
 */
export function fromSubgraphError(
  policy: ErrorPolicy,
  service: string,
  body: SubgraphErrorBody,
  path: ResponsePath | undefined,
): GraphQLError {
  const code = body.extensions?.code;
  if (typeof code === 'string' && policy.clientCodes.has(code) && typeof body.message === 'string') {
    return new GraphQLError(body.message, { path, extensions: { code, service } });
  }
  return gatewayError('INTERNAL_SERVER_ERROR', 'Internal server error', { path, extensions: { service } });
}

/** What the client reads where a whole request to a subgraph failed. */
export function unavailableError(
  service: string,
  path: ResponsePath | undefined,
  cause: unknown,
): GraphQLError {
  return gatewayError('SUBREQUEST_FAILED', `The service "${service}" did not answer`, {
    path,
    extensions: { service },
    cause,
  });
}
