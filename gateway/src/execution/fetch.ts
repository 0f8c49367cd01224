import type { FetchNode } from '@apollo/query-planner';
import type { TypeLattice } from '../supergraph/type-lattice.ts';
import { compileEntityPath, entityPaths } from './entities.ts';
import {
  type ErrorPolicy,
  fromSubgraphError,
  type ResponsePath,
  type SubgraphErrorBody,
  SubgraphUnavailable,
  unavailableError,
} from './errors.ts';
import type { Execution, RunNode } from './execution.ts';
import { isJsonObject, type JsonObject, mergeInto } from './json.ts';
import { compileRepresentations } from './representations.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { SubgraphAnswer, SubgraphTransport } from './subgraph-client.ts';

/** What compiled fetches need to know of the world. */
export interface FetchDeps {
  readonly types: TypeLattice;
  readonly errorPolicy: ErrorPolicy;
  readonly transportOf: (service: string) => SubgraphTransport;
  /** Told of every failure that is masked from clients. */
  readonly onFailure: (failure: { service: string; operationName?: string; error: unknown }) => void;
}

/** Compiles a Fetch at a response path: without `requires` a root fetch, with it one for entities. */
export function compileFetch(deps: FetchDeps, node: FetchNode, path: ResponsePath): RunNode {
  return node.requires ? compileEntityFetch(deps, node, path) : compileRootFetch(deps, node, path);
}

function compileRootFetch(deps: FetchDeps, node: FetchNode, path: ResponsePath): RunNode {
  const writeBody = compileBody(node);
  const send = sender(deps, node);
  const applyPayload = compileRootPayload(deps, node, path);
  return async (execution) => {
    try {
      applyPayload(execution, await send(writeBody(execution.variables, undefined), execution));
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
    rewrite?.(answer.data);
    const { data } = answer;
    forEachEntity(execution.data, (entity) => mergeInto(entity, data));
  };
}

function compileEntityFetch(deps: FetchDeps, node: FetchNode, path: ResponsePath): RunNode {
  const writeBody = compileBody(node);
  const send = sender(deps, node);
  const forEachEntity = compileEntityPath(path);
  const write = compileRepresentations(deps.types, node.requires ?? [], node.inputRewrites);
  const rewrite = compileRewrites(deps.types, node.outputRewrites);
  const names = renamedKeys(node.outputRewrites);
  // With rewritten representations two types can send the same text, yet need answers of their own.
  const keyByType = node.inputRewrites !== undefined && node.inputRewrites.length > 0;

  return (execution) => {
    const entities: JsonObject[] = [];
    /** For each entity the index of its representation, -1 where it has none. */
    const positions: number[] = [];
    const indexOf = new Map<string, number>();
    let list = '';
    forEachEntity(execution.data, (entity) => {
      entities.push(entity);
      const text = write(entity);
      if (text === undefined) {
        positions.push(-1);
        return;
      }
      const key = keyByType ? `${String(entity.__typename)}${text}` : text;
      let index = indexOf.get(key);
      if (index === undefined) {
        index = indexOf.size;
        indexOf.set(key, index);
        list += index === 0 ? text : `,${text}`;
      }
      positions.push(index);
    });
    if (indexOf.size === 0) return undefined;
    return fetchEntities(execution, entities, positions, indexOf.size, list);
  };

  async function fetchEntities(
    execution: Execution,
    entities: readonly JsonObject[],
    positions: readonly number[],
    count: number,
    representations: string,
  ): Promise<void> {
    try {
      const answer = await send(writeBody(execution.variables, representations), execution);
      if (answer.errors) addEntityErrors(execution, answer.errors, positions);
      if (!answer.data) return;
      const received = answer.data._entities;
      if (!Array.isArray(received) || received.length !== count) {
        throw new SubgraphUnavailable(node.serviceName, `expected ${count} entities`);
      }
      mergeEntities(entities, positions, received);
    } catch (error) {
      recordFailure(deps, node, execution, staticPrefix(path), error);
    }
  }

  function mergeEntities(
    entities: readonly JsonObject[],
    positions: readonly number[],
    received: readonly unknown[],
  ): void {
    const rewritten = rewrite ? new Set<number>() : undefined;
    for (let i = 0; i < entities.length; i++) {
      const position = positions[i] as number;
      const source = position < 0 ? undefined : received[position];
      if (!isJsonObject(source)) continue;
      const entity = entities[i] as JsonObject;
      if (rewrite && !rewritten?.has(position)) {
        source.__typename ||= entity.__typename;
        rewrite(source);
        rewritten?.add(position);
      }
      mergeEntity(entity, source);
    }
  }

  /** An interface object's subgraph answers with the interface's name: that must not hide the type already known. */
  function mergeEntity(entity: JsonObject, source: JsonObject): void {
    const known = entity.__typename;
    mergeInto(entity, source);
    const told = source.__typename;
    if (told === known || typeof told !== 'string' || typeof known !== 'string') return;
    if (deps.types.isSubtype(told, known)) entity.__typename = known;
  }

  function addEntityErrors(
    execution: Execution,
    errors: readonly SubgraphErrorBody[],
    positions: readonly number[],
  ): void {
    let paths: (string | number)[][] | undefined;
    for (const error of errors) {
      const at = errorPath(error, names);
      if (at?.[0] !== '_entities' || typeof at[1] !== 'number') {
        addError(deps, node, execution, error, staticPrefix(path));
        continue;
      }
      paths ??= entityPaths(execution.data, path);
      const rest = at.slice(2);
      for (let i = 0; i < positions.length; i++) {
        if (positions[i] === at[1]) addError(deps, node, execution, error, [...(paths[i] ?? []), ...rest]);
      }
    }
  }
}

type WriteBody = (
  variables: Readonly<Record<string, unknown>>,
  representations: string | undefined,
) => string;

/** Everything of a request's body that does not change from run to run is text already. */
function compileBody(node: FetchNode): WriteBody {
  const name = node.operationName ? `"operationName":${JSON.stringify(node.operationName)},` : '';
  const head = `{${name}"query":${JSON.stringify(node.operation)},"variables":{`;
  const usages = (node.variableUsages ?? []).map((variable) => ({
    variable,
    prefix: `${JSON.stringify(variable)}:`,
  }));
  return (variables, representations) => {
    let text = '';
    for (const { variable, prefix } of usages) {
      const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (value !== undefined) text += `${text === '' ? '' : ','}${prefix}${JSON.stringify(value)}`;
    }
    if (representations !== undefined) {
      text += `${text === '' ? '' : ','}"representations":[${representations}]`;
    }
    return `${head}${text}}}`;
  };
}

function sender(
  deps: FetchDeps,
  node: FetchNode,
): (body: string, execution: Execution) => Promise<SubgraphAnswer> {
  const transport = deps.transportOf(node.serviceName);
  const repeatable = node.operationKind === 'query';
  return (body, execution) => transport.send({ body, repeatable, scope: execution.scope });
}

function addError(
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

function recordFailure(
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

function errorPath(
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
function staticPrefix(path: ResponsePath): ResponsePath {
  const index = path.indexOf('@');
  return index < 0 ? path : path.slice(0, index);
}
