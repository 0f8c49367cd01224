import { type DocumentNode, GraphQLError, getOperationAST } from 'graphql';
import { Cancellation } from '../execution/cancellation.ts';
import type { Engine } from '../execution/engine.ts';
import { gatewayError } from '../execution/errors.ts';
import { stringifyResult } from '../http/json-text.ts';
import {
  type ContextDeps,
  type OperationContext,
  type RequestOrigin,
  startTrace,
  subgraphHeaders,
} from '../http/request-context.ts';
import type { Viewer } from '../security/viewer.ts';
import { formatErrors, statusOf, toErrors } from './live-answer.ts';
import { LiveMessage } from './live-message.ts';
import { type LiveOperation, withDocument } from './live-operation.ts';
import type { LiveDeps, LiveSink, RunningOperation } from './running-operation.ts';
import { SubscriptionReader, viewerKey } from './subscription-reader.ts';

export interface OperationInput {
  readonly operation: LiveOperation;
  readonly viewer: Viewer;
  readonly origin: RequestOrigin;
  readonly allowMutations: boolean;
}

const nothing: RunningOperation = { stop: () => {}, catchUp: () => {} };

/**
 * Runs an operation for a streaming transport: a subscription as a stream, a query or mutation through the same
 * pipeline as over HTTP. Never throws.
 */
export function runLiveOperation(deps: LiveDeps, given: OperationInput, sink: LiveSink): RunningOperation {
  try {
    deps.admission.assertWelcome(given.origin.clientAddress);
    const input = { ...given, operation: withDocument(deps.trusted, given.operation) };
    const document = deps.gate.check(input.operation.query);
    const operationName = input.operation.operationName ?? undefined;
    const definition = getOperationAST(document, operationName);
    if (definition?.operation === 'mutation' && !input.allowMutations) {
      throw gatewayError('BAD_REQUEST', 'Mutations must be sent by POST', {
        extensions: { http: { status: 405 } },
      });
    }
    if (definition?.operation === 'subscription') {
      return subscribe(deps, input, document, operationName, sink);
    }
    return execute(deps, input, operationName, sink);
  } catch (error) {
    countRefused(deps, error, given);
    refuse(deps, error, sink);
    return nothing;
  }
}

/** What was refused counts as if it had run, but for being refused because of what came before. */
function countRefused({ admission }: LiveDeps, error: unknown, { operation, origin }: OperationInput): void {
  const isRateLimit = error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED';
  if (!isRateLimit) admission.countRefused(operation.query, origin.clientAddress);
}

function subscribe(
  deps: LiveDeps,
  { operation, viewer, origin }: OperationInput,
  document: DocumentNode,
  operationName: string | undefined,
  sink: LiveSink,
): RunningOperation {
  const { engine } = deps.host;
  // The document's own text: equal documents then keep one text between them.
  const documentKey = document.loc?.source.body ?? operation.query;
  const { schema } = engine.supergraph;
  deps.validator.check(schema, document, documentKey);
  const admitted = deps.admission.admit(
    schema,
    { document, operationName, variables: operation.variables ?? undefined },
    { viewer, address: origin.clientAddress },
  );
  const open = (): RunningOperation =>
    openStream(deps, engine, { operation, viewer, origin }, { document, documentKey, operationName }, sink);
  return 'then' in admitted ? whenAdmitted(deps, admitted, open, sink) : open();
}

/** Opens a stream as soon as it is admitted, unless its reader has left by then. */
function whenAdmitted(
  deps: LiveDeps,
  admitted: Promise<unknown>,
  open: () => RunningOperation,
  sink: LiveSink,
): RunningOperation {
  let running: RunningOperation | undefined = nothing;
  admitted
    .then(() => {
      if (running) running = open();
    })
    .catch((error: unknown) => {
      if (running) refuse(deps, error, sink);
    });
  return {
    stop: () => {
      running?.stop();
      running = undefined;
    },
    catchUp: () => running?.catchUp(),
  };
}

function openStream(
  deps: LiveDeps,
  engine: Engine,
  { operation, viewer, origin }: Pick<OperationInput, 'operation' | 'viewer' | 'origin'>,
  {
    document,
    documentKey,
    operationName,
  }: { document: DocumentNode; documentKey: string; operationName: string | undefined },
  sink: LiveSink,
): RunningOperation {
  const usageKey = viewerKey(viewer, origin);
  if (!deps.viewerUsage.take(usageKey)) {
    throw gatewayError('TOO_MANY_SUBSCRIPTIONS', 'Too many subscriptions of one viewer', {
      extensions: { http: { status: 429 } },
    });
  }
  const reader = new SubscriptionReader(deps, sink, usageKey);
  try {
    reader.subscription = deps.streams.open(
      engine,
      {
        request: { document, documentKey, operationName, variables: operation.variables ?? undefined },
        viewer,
        origin: streamOrigin(deps.contextDeps, origin),
      },
      reader,
    );
    return reader;
  } catch (error) {
    reader.stop();
    throw error;
  }
}

const noHeaders: Readonly<Record<string, string>> = {};

/** What subgraphs hear of the origin of a stream, which may be several readers': nothing of an address or a browser. */
function streamOrigin({ forwardHeaders }: ContextDeps, origin: RequestOrigin): RequestOrigin {
  let passedHeaders = noHeaders;
  for (const name of forwardHeaders) {
    const value = origin.passedHeaders[name];
    if (value !== undefined) passedHeaders = { ...passedHeaders, [name]: value };
  }
  return { ...origin, passedHeaders };
}

function execute(
  deps: LiveDeps,
  { operation, viewer, origin }: OperationInput,
  operationName: string | undefined,
  sink: LiveSink,
): RunningOperation {
  const cancellation = new Cancellation();
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    const headers = await subgraphHeaders(deps.contextDeps, viewer, origin);
    const trace = startTrace(deps.contextDeps, origin);
    const { clientAddress, wantsCost } = origin;
    const contextValue: OperationContext = {
      viewer,
      scope: { headers, cancellation, trace },
      record: {},
      clientAddress,
      wantsCost,
      responseHeaders: {},
    };
    const { body } = await deps.apollo.executeOperation(
      { query: operation.query, operationName, variables: operation.variables ?? undefined },
      { contextValue },
    );
    const { record } = contextValue;
    // It was not admitted, nor refused there: it is not valid.
    if (record.operationHash === undefined) deps.admission.countRefused(operation.query, clientAddress);
    const seconds = (performance.now() - startedAt) / 1_000;
    deps.metrics.observeOperation({ name: record.operationName, ok: !record.errorCodes, seconds });
    trace?.end(record);
    if (cancellation.cancelled || body.kind !== 'single') return;
    const { singleResult } = body;
    if (singleResult.data === undefined && singleResult.errors) {
      sink.refused(singleResult.errors, 400);
    } else {
      sink.next(new LiveMessage(stringifyResult(singleResult).trimEnd()));
      sink.completed();
    }
  };
  run().catch((error: unknown) => refuse(deps, error, sink));
  return { stop: () => cancellation.cancel(), catchUp: nothing.catchUp };
}

function refuse(deps: LiveDeps, error: unknown, sink: LiveSink): void {
  const errors = toErrors(error, deps.logger);
  sink.refused(formatErrors(deps, errors), statusOf(errors));
}
