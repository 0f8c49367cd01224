import type { ApolloServer } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { Cancellation } from '../execution/cancellation.ts';
import { gatewayError } from '../execution/errors.ts';
import { formatError, toRefusal } from '../http/apollo-server.ts';
import { JsonText, stringifyResult } from '../http/json-text.ts';
import {
  type ContextDeps,
  type OperationContext,
  type RequestOrigin,
  subgraphHeaders,
} from '../http/request-context.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { OperationGate } from '../security/operation-limits.ts';
import type { Viewer } from '../security/viewer.ts';
import type { SupergraphHost } from '../supergraph/supergraph-host.ts';
import { type LiveEvent, startSubscription } from './subscription.ts';
import type { UpstreamHub } from './upstream.ts';

export interface LiveDeps {
  readonly apollo: ApolloServer<OperationContext>;
  readonly host: SupergraphHost;
  readonly gate: OperationGate;
  readonly upstream: UpstreamHub;
  readonly contextDeps: ContextDeps;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly isProduction: boolean;
  readonly introspection: boolean;
  readonly maxQueuedEvents: number;
}

/** Parameters of an operation as graphql-ws and SSE clients send them. */
export interface LiveOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Where the answers of one operation go; each as the text of a GraphQL result. */
export interface LiveSink {
  next(resultText: string): void;
  /** The operation was refused before it ran. */
  refused(errors: readonly GraphQLFormattedError[]): void;
  completed(): void;
  /** The client cannot keep up. */
  overflowed(): void;
}

/** Checks parameters that come from outside. */
export function parseLiveOperation(value: unknown): LiveOperation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { query, operationName, variables } = value as Record<string, unknown>;
  if (typeof query !== 'string') return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return undefined;
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  ) {
    return undefined;
  }
  return { query, operationName, variables: variables as LiveOperation['variables'] };
}

/** Documents that are valid against a schema, so that ten thousand equal subscriptions are validated once. */
const validated = new WeakMap<GraphQLSchema, LRUCache<string, true>>();

/**
 * Runs an operation for a streaming transport: a subscription as a stream, a query or mutation through the same
 * pipeline as over HTTP. Never throws. Returns a function that ends it.
 */
export function runLiveOperation(
  deps: LiveDeps,
  input: { operation: LiveOperation; viewer: Viewer; origin: RequestOrigin; allowMutations: boolean },
  sink: LiveSink,
): () => void {
  try {
    const { query } = input.operation;
    const document = deps.gate.check(query);
    const operationName = input.operation.operationName ?? undefined;
    const definition = getOperationAST(document, operationName);
    if (definition?.operation === 'mutation' && !input.allowMutations) {
      throw gatewayError('BAD_REQUEST', 'Mutations must be sent by POST');
    }
    if (definition?.operation === 'subscription')
      return subscribe(deps, input, document, operationName, sink);
    return execute(deps, input, operationName, sink);
  } catch (error) {
    refuse(deps, error, sink);
    return () => {};
  }
}

type Input = Parameters<typeof runLiveOperation>[1];

function subscribe(
  deps: LiveDeps,
  { operation, viewer, origin }: Input,
  document: DocumentNode,
  operationName: string | undefined,
  sink: LiveSink,
): () => void {
  const { engine } = deps.host;
  assertValid(deps, engine.supergraph.schema, document, operation.query);
  const stop = startSubscription(
    { engine, upstream: deps.upstream },
    {
      document,
      documentKey: operation.query,
      operationName,
      variables: operation.variables ?? undefined,
      viewer,
      scope: { headers: {}, cancellation: new Cancellation() },
      headers: () => subgraphHeaders(deps.contextDeps, viewer, origin),
      maxQueuedEvents: deps.maxQueuedEvents,
    },
    {
      next: (event) => {
        deps.metrics.deliveredEvents.inc();
        sink.next(resultText(deps, event));
      },
      completed: () => end(() => sink.completed()),
      overflowed: () => end(() => sink.overflowed()),
    },
  );
  let isOpen = true;
  deps.metrics.openSubscriptions.inc();
  function end(then?: () => void): void {
    if (!isOpen) return;
    isOpen = false;
    deps.metrics.openSubscriptions.dec();
    then?.();
  }
  return () => {
    stop();
    end();
  };
}

function execute(
  deps: LiveDeps,
  { operation, viewer, origin }: Input,
  operationName: string | undefined,
  sink: LiveSink,
): () => void {
  const cancellation = new Cancellation();
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    const headers = await subgraphHeaders(deps.contextDeps, viewer, origin);
    const contextValue: OperationContext = { viewer, scope: { headers, cancellation }, record: {} };
    const { body } = await deps.apollo.executeOperation(
      { query: operation.query, operationName, variables: operation.variables ?? undefined },
      { contextValue },
    );
    const { record } = contextValue;
    const seconds = (performance.now() - startedAt) / 1_000;
    deps.metrics.observeOperation({ name: record.operationName, ok: !record.errorCodes, seconds });
    if (cancellation.cancelled || body.kind !== 'single') return;
    const { singleResult } = body;
    if (singleResult.data === undefined && singleResult.errors) {
      sink.refused(singleResult.errors);
    } else {
      sink.next(stringifyResult(singleResult));
      sink.completed();
    }
  };
  run().catch((error: unknown) => refuse(deps, error, sink));
  return () => cancellation.cancel();
}

function assertValid(deps: LiveDeps, schema: GraphQLSchema, document: DocumentNode, text: string): void {
  let known = validated.get(schema);
  if (!known) {
    known = new LRUCache({ maxSize: 1024 * 1024, sizeCalculation: (_true, key) => key.length + 1 });
    validated.set(schema, known);
  }
  if (known.has(text)) return;
  const rules = deps.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const faults = validate(schema, document, rules, { maxErrors: 10 });
  if (faults.length > 0) throw new RefusedErrors(faults);
  known.set(text, true);
}

class RefusedErrors extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[]) {
    super('The document is not valid');
    this.errors = faults.map(
      (fault) =>
        new GraphQLError(fault.message, {
          nodes: fault.nodes,
          source: fault.source,
          positions: fault.positions,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        }),
    );
  }
}

function refuse(deps: LiveDeps, error: unknown, sink: LiveSink): void {
  const errors = error instanceof RefusedErrors ? error.errors : (toRefusal(error, deps.logger).errors ?? []);
  sink.refused(formatErrors(deps, errors));
}

function resultText(deps: LiveDeps, { dataText, errors }: LiveEvent): string {
  const data = dataText === 'null' ? null : new JsonText(dataText);
  return stringifyResult(errors.length === 0 ? { data } : { data, errors: formatErrors(deps, errors) });
}

function formatErrors(deps: LiveDeps, errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { http: _http, ...extensions } = error.extensions;
    const formatted = { ...error.toJSON(), extensions };
    return formatError(formatted, error, deps.isProduction, deps.logger);
  });
}
