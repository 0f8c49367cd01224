import type { FetchNode } from '@apollo/query-planner';
import type { FetchCache } from '../cache/fetch-cache.ts';
import { createPublicSender, type PublicSender } from '../cache/public-sender.ts';
import type { TypeLattice } from '../supergraph/type-lattice.ts';
import { compileEntityPath } from './entities.ts';
import {
  type ErrorPolicy,
  fromSubgraphError,
  type ResponsePath,
  type SubgraphErrorBody,
  unavailableError,
} from './errors.ts';
import type { Execution, RunNode } from './execution.ts';
import { mergeInto } from './json.ts';
import { compileBody } from './request-body.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { SubgraphAnswer, SubgraphTransport } from './subgraph-transport.ts';

/** What compiled fetches need to know of the world. */
export interface FetchDeps {
  readonly types: TypeLattice;
  readonly errorPolicy: ErrorPolicy;
  readonly transportOf: (service: string) => SubgraphTransport;
  /** Told of every failure that is masked from clients. */
  readonly onFailure: (failure: { service: string; operationName?: string; error: unknown }) => void;
  /** Told of an operation that is refused because its plan would give wrong data. */
  readonly onWrongPlan?: (failure: { operationName?: string | undefined; error: Error }) => void;
  /** Told how long the planner took for a plan that was not kept. */
  readonly onPlanned?: (seconds: number) => void;
  /** Told of each operation that was answered with an equal one under way. */
  readonly onShared?: () => void;
  /** Whether equal entities at several places get objects of their own, as what is fetched later differs by place. */
  readonly keepsApart?: boolean;
  /** Absent when nothing is declared public, or no cache is configured. */
  readonly fetchCache?: FetchCache | undefined;
}

/** Compiles a fetch of root fields. Its data belongs at a response path, which in most plans is the root. */
export function compileRootFetch(deps: FetchDeps, node: FetchNode, path: ResponsePath): RunNode {
  const writeBody = compileBody(node, []);
  const send = sender(deps, node);
  const sendPublic = publicSender(deps, node);
  const applyPayload = compileRootPayload(deps, node, path);
  return async (execution) => {
    try {
      const { shared } = execution.scope;
      const answer =
        shared && sendPublic
          ? await sendPublic(execution, shared)
          : await send(writeBody(execution.variables, []), execution);
      applyPayload(execution, answer);
    } catch (error) {
      recordFailure(deps, node, execution, staticPrefix(path), error);
    }
  };
}

/** Merges the answer of a root fetch, or one event of a subscription, into an execution. */
export function compileRootPayload(
  deps: FetchDeps,
  node: FetchNode,
  path: ResponsePath,
): (execution: Execution, answer: SubgraphAnswer) => void {
  const rewrite = compileRewrites(deps.types, node.outputRewrites);
  const names = renamedKeys(node.outputRewrites);
  const forEachEntity = compileEntityPath(path);
  return (execution, answer) => {
    for (const error of answer.errors ?? []) {
      const at = errorPath(error, names);
      addError(deps, node, execution, error, at && [...staticPrefix(path), ...at]);
    }
    if (!answer.data) return;
    noteStrings(execution, answer);
    rewrite?.(answer.data);
    const { data } = answer;
    forEachEntity(execution.data, (entity) => mergeInto(entity, data));
  };
}

/** Keeps account of whether strings need escaping when they are written for the client. */
export function noteStrings({ strings }: Execution, { isPlain }: SubgraphAnswer): void {
  if (strings && !isPlain) strings.arePlain = false;
}

/** How a compiled fetch reaches its subgraph. */
export function sender(
  deps: FetchDeps,
  node: FetchNode,
): (body: string, execution: Execution) => Promise<SubgraphAnswer> {
  const transport = deps.transportOf(node.serviceName);
  const repeatable = node.operationKind === 'query';
  return (body, execution) => transport.send({ body, repeatable, scope: execution.scope });
}

/** How a fetch of public data is answered; undefined for all others. */
export function publicSender(deps: FetchDeps, node: FetchNode): PublicSender | undefined {
  const open = deps.fetchCache?.(node);
  return open && createPublicSender(open, deps.transportOf(node.serviceName), node);
}

/** Adds a subgraph's error as the client may read it. */
export function addError(
  deps: FetchDeps,
  node: FetchNode,
  execution: Execution,
  body: SubgraphErrorBody,
  path: ResponsePath | undefined,
): void {
  const error = fromSubgraphError(deps.errorPolicy, node.serviceName, body, path?.length ? path : undefined);
  execution.errors.push(error);
  if (error.extensions.code === 'INTERNAL_SERVER_ERROR') {
    deps.onFailure({ service: node.serviceName, operationName: node.operationName, error: body });
  }
}

/** Adds the error of a request that brought no usable answer. */
export function recordFailure(
  deps: FetchDeps,
  node: FetchNode,
  execution: Execution,
  path: ResponsePath,
  error: unknown,
): void {
  execution.errors.push(unavailableError(node.serviceName, path.length > 0 ? path : undefined, error));
  if (!execution.scope.cancellation.cancelled) {
    deps.onFailure({ service: node.serviceName, operationName: node.operationName, error });
  }
}

/** The path of a subgraph's error, in names that the client knows. */
export function errorPath(
  error: SubgraphErrorBody,
  names: ReadonlyMap<string, string>,
): (string | number)[] | undefined {
  if (!Array.isArray(error.path)) return undefined;
  const path = error.path.filter(
    (element): element is string | number => typeof element === 'string' || typeof element === 'number',
  );
  if (names.size === 0) return path;
  return path.map((element) => (typeof element === 'string' ? (names.get(element) ?? element) : element));
}

/** A path up to its first list: as far as it is the same for every entity. */
export function staticPrefix(path: ResponsePath): ResponsePath {
  const index = path.indexOf('@');
  return index < 0 ? path : path.slice(0, index);
}
