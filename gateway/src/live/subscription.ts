import type { GraphQLError } from 'graphql';
import type { Engine, EngineRequest } from '../execution/engine.ts';
import { unavailableError } from '../execution/errors.ts';
import type { Execution } from '../execution/execution.ts';
import { compileRootPayload } from '../execution/fetch.ts';
import type { SubgraphAnswer } from '../execution/subgraph-client.ts';
import type { UpstreamHub } from './upstream.ts';

/** One delivered event: the whole answer, its data as text. */
export interface LiveEvent {
  readonly dataText: string;
  readonly errors: readonly GraphQLError[];
}

export interface SubscriptionSink {
  next(event: LiveEvent): void;
  /** Called once, after the last event; not after `stop`. */
  completed(): void;
  /** Events come faster than they can be joined; the subscription has ended. */
  overflowed(): void;
}

export interface SubscriptionRequest extends Omit<EngineRequest, 'scope'> {
  /** Headers for the fetches that join one event; made anew for each, as viewer tokens are short-lived. */
  readonly headers: () => Promise<Record<string, string>>;
  readonly scope: EngineRequest['scope'];
  /** Events that may wait while one is being joined. */
  readonly maxQueuedEvents: number;
}

/**
 * Runs a subscription: the plan's primary fetch is a stream from one subgraph, and each of its events is joined with
 * data of other subgraphs by the rest of the plan, one after the other, so that events never overtake each other.
 * Throws when the operation may not run. Returns a function that ends it.
 */
export function startSubscription(
  { engine, upstream }: { engine: Engine; upstream: UpstreamHub },
  request: SubscriptionRequest,
  sink: SubscriptionSink,
): () => void {
  const operation = engine.operationOf(request);
  const variables = operation.checkVariables(request.variables);
  const { plan, shape } = operation.prepare(request.viewer, variables);
  const { primary } = plan;
  if (!primary) {
    // Nothing but __typename was asked for: there is nothing to wait for.
    sink.next({ dataText: shape({}, [], variables.coerced), errors: [] });
    sink.completed();
    return () => {};
  }
  const subgraph = engine.supergraph.subgraphs.find(({ name }) => name === primary.serviceName);
  if (!subgraph) throw new Error(`A plan names a subgraph that the supergraph lacks: ${primary.serviceName}`);
  const applyPayload = compileRootPayload(engine.fetchDeps, primary, []);

  const queue: (SubgraphAnswer | 'completed')[] = [];
  let isJoining = false;
  let isOver = false;

  const join = async (answer: SubgraphAnswer): Promise<void> => {
    const headers = await request.headers();
    const execution: Execution = {
      data: {},
      variables: variables.given,
      coerced: variables.coerced,
      errors: [],
      scope: { headers, cancellation: request.scope.cancellation },
    };
    applyPayload(execution, answer);
    if (answer.data) await plan.run(execution);
    const dataText = shape(execution.data, execution.errors, variables.coerced);
    if (!isOver) sink.next({ dataText, errors: operation.clientErrors(execution.errors) });
  };
  const drain = async (): Promise<void> => {
    isJoining = true;
    for (let item = queue.shift(); item !== undefined && !isOver; item = queue.shift()) {
      if (item === 'completed') {
        isOver = true;
        sink.completed();
      } else {
        await join(item);
      }
    }
    isJoining = false;
  };
  const enqueue = (item: SubgraphAnswer | 'completed'): void => {
    if (isOver) return;
    if (queue.length >= request.maxQueuedEvents) {
      isOver = true;
      unsubscribe();
      sink.overflowed();
      return;
    }
    queue.push(item);
    if (!isJoining) {
      drain().catch((error: unknown) => {
        isJoining = false;
        isOver = true;
        engine.fetchDeps.onFailure({ service: primary.serviceName, error });
        sink.completed();
      });
    }
  };

  const given: Record<string, unknown> = {};
  for (const name of primary.variableUsages ?? []) {
    if (Object.hasOwn(variables.given, name)) given[name] = variables.given[name];
  }
  let unsubscribe: () => void = () => {};
  unsubscribe = upstream.subscribe(
    subgraph,
    request.viewer,
    { query: primary.operation, operationName: primary.operationName, variables: given },
    {
      next: enqueue,
      completed: () => enqueue('completed'),
      failed: (error) => {
        if (isOver) return;
        engine.fetchDeps.onFailure({ service: primary.serviceName, error });
        isOver = true;
        sink.next({ dataText: 'null', errors: [unavailableError(primary.serviceName, undefined, error)] });
        sink.completed();
      },
    },
  );
  return () => {
    isOver = true;
    request.scope.cancellation.cancel();
    unsubscribe();
  };
}
