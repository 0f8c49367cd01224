import type { DocumentNode, GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isAuthenticated, type Viewer } from '../security/viewer.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { Cancellation } from './cancellation.ts';
import type { Conditions } from './conditions.ts';
import type { Execution, RequestScope } from './execution.ts';
import type { FetchDeps } from './fetch.ts';
import { authorityOf, InFlight, type SharingEpoch } from './in-flight.ts';
import { CompiledOperation } from './operation.ts';

/** A finished answer: its data is JSON text already. */
export interface EngineAnswer {
  readonly dataText: string;
  readonly errors: readonly GraphQLError[];
  /** For how many seconds anybody may be given this answer; absent when nobody else may. */
  readonly publicSeconds?: number | undefined;
}

export interface EngineRequest {
  /** A valid document; `documentKey` must differ for different documents. */
  readonly document: DocumentNode;
  readonly documentKey: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly viewer: Viewer;
  readonly scope: RequestScope;
}

export interface EngineOptions {
  /** How many compiled operations are kept. */
  readonly maxOperations: number;
  /** How long their documents may be together: what they take of memory grows with it. */
  readonly maxDocumentCharacters: number;
  /** Given, equal queries of equal callers wait for one run while it is under way. */
  readonly sharing?: SharingEpoch | undefined;
}

/** An operation to plan ahead, with a viewer for whose rights to plan it. */
export type WarmOperation = Pick<EngineRequest, 'document' | 'documentKey' | 'operationName' | 'viewer'> & {
  /** Values of the variables that its conditions read. */
  readonly conditions: Conditions;
};

/** Runs operations against one supergraph. Operations are compiled once and kept, up to a bound. */
export class Engine {
  readonly supergraph: LoadedSupergraph;
  private readonly deps: FetchDeps;
  private readonly options: EngineOptions;
  private readonly operations: LRUCache<string, CompiledOperation>;
  private readonly queries = new InFlight<EngineAnswer>();

  constructor(supergraph: LoadedSupergraph, deps: FetchDeps, options: EngineOptions) {
    this.supergraph = supergraph;
    this.deps = deps;
    this.options = options;
    this.operations = new LRUCache({
      max: options.maxOperations,
      maxSize: options.maxDocumentCharacters,
      sizeCalculation: ({ document }) => (document.loc?.end ?? 2_000) + 500,
    });
  }

  /** The deps that compiled plans of this engine use; subscriptions compile their primary fetch with them. */
  get fetchDeps(): FetchDeps {
    return this.deps;
  }

  /** The compiled operation of a request, from the cache when it was seen before. */
  operationOf(request: Pick<EngineRequest, 'document' | 'documentKey' | 'operationName'>): CompiledOperation {
    const key = `${request.documentKey}:${request.operationName ?? ''}`;
    let operation = this.operations.get(key);
    if (!operation) {
      operation = new CompiledOperation(this.supergraph, this.deps, request.document, request.operationName);
      this.operations.set(key, operation);
    }
    return operation;
  }

  /** Runs a query or mutation. Throws VariableErrors and refusals; failures of subgraphs are in the answer. */
  async execute(request: EngineRequest): Promise<EngineAnswer> {
    const operation = this.operationOf(request);
    const { viewer, scope } = request;
    const { sharing } = this.options;
    if (operation.definition.operation === 'mutation') {
      try {
        return await this.run(operation, request.variables, viewer, toTheEnd(scope));
      } finally {
        sharing?.advance();
      }
    }
    if (!sharing) return this.run(operation, request.variables, viewer, scope);
    // Whatever the answer depends on: the operation, the caller's rights, and what subgraphs get to know of the caller.
    const key = [
      sharing.current,
      request.documentKey,
      request.operationName ?? '',
      request.variables ? JSON.stringify(request.variables) : '',
      viewer.identity,
      scope.shared ? 'cached' : '',
      authorityOf(scope.headers),
    ].join('\0');
    let isFirst = false;
    const answer = this.queries.run(key, scope.cancellation, (cancellation) => {
      isFirst = true;
      return this.run(operation, request.variables, viewer, { ...scope, cancellation, mayShare: true });
    });
    if (!isFirst) {
      scope.trace?.markShared();
      this.deps.onShared?.();
    }
    return answer;
  }

  private async run(
    operation: CompiledOperation,
    given: EngineRequest['variables'],
    viewer: Viewer,
    scope: RequestScope,
  ): Promise<EngineAnswer> {
    const variables = operation.checkVariables(given);
    const { plan, shape } = operation.prepare(viewer, variables, scope.trace, callerOf(viewer, scope));
    const execution: Execution = {
      data: {},
      variables: variables.given,
      coerced: variables.coerced,
      errors: [],
      strings: { arePlain: true },
      scope,
    };
    await plan.run(execution);
    const dataText = shape(execution.data, execution.errors, variables.coerced, execution.strings?.arePlain);
    const errors = operation.clientErrors(execution.errors);
    const publicSeconds =
      plan.isPublic && errors.length === 0 ? execution.scope.shared?.freshSeconds : undefined;
    return { dataText, errors, publicSeconds };
  }

  /** The most used operations, for warming an engine that will replace this one. */
  hottest(count: number): WarmOperation[] {
    const found: WarmOperation[] = [];
    for (const [key, operation] of this.operations.entries()) {
      if (found.length === count) break;
      const { document, lastViewer, lastConditions } = operation;
      if (!lastViewer) continue;
      const end = key.lastIndexOf(':');
      found.push({
        document,
        documentKey: key.slice(0, end),
        // As clients give it, who need not name the only operation of a document.
        operationName: key.slice(end + 1) || undefined,
        viewer: lastViewer,
        conditions: lastConditions,
      });
    }
    return found;
  }

  /** Plans an operation ahead of its first request. Throws when it no longer fits the supergraph. */
  warm(operation: WarmOperation): void {
    this.operationOf(operation).prepare(operation.viewer, { given: {}, coerced: operation.conditions });
  }
}

/** Who a progressive `@override` is decided for: the same person always, while requests without one are spread evenly. */
function callerOf(viewer: Viewer, { headers }: RequestScope): string {
  return isAuthenticated(viewer) ? viewer.identity : (headers['x-correlation-id'] ?? viewer.identity);
}

/**
 * A mutation that has begun is carried out even if its client leaves: stopping halfway helps nobody. What it answers is
 * never from the cache: its caller has just changed it.
 */
function toTheEnd(scope: RequestScope): RequestScope {
  return { ...scope, cancellation: new Cancellation(), shared: undefined };
}
