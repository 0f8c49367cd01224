import type { FetchDataKeyRenamer, PlanNode } from '@apollo/query-planner';
import type { TypeLattice } from '../supergraph/type-lattice.ts';
import { compileEntityFetch, type EntityFetch } from './entity-fetch.ts';
import type { ResponsePath } from './errors.ts';
import type { Execution, RunNode } from './execution.ts';
import type { FetchDeps } from './fetch.ts';
import { isJsonObject, type JsonObject, readerOf } from './json.ts';

const typePrefix = '... on ';

/** Values of a fetch's contextual arguments for one entity, by variable. */
type ContextValues = Record<string, unknown>;

/** Whether a plan sets arguments from a context: then objects inside entities must not be shared between places. */
export function usesContext(node: PlanNode): boolean {
  switch (node.kind) {
    case 'Fetch':
      return (node.contextRewrites?.length ?? 0) > 0;
    case 'Flatten':
      return usesContext(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(usesContext);
    case 'Condition':
      return [node.ifClause, node.elseClause].some((clause) => clause !== undefined && usesContext(clause));
    default:
      return false;
  }
}

/**
 * Compiles a fetch of entities whose fields take arguments from objects above them (`@fromContext`). The arguments are
 * variables of the whole request, so entities are asked for in as many requests as there are different values, all at once.
 * An entity whose context is not known, as its fetch failed, is not asked for.
 */
export function compileContextFetch(deps: FetchDeps, { node, path }: EntityFetch): RunNode {
  const run = compileEntityFetch(deps, [{ node, path }]);
  const readContext = compileContext(deps.types, node.contextRewrites ?? []);
  return (execution) => {
    const groups = new Map<string, { values: ContextValues; entities: Set<JsonObject> }>();
    walk(execution.data, path, [], (entity, above) => {
      const values = readContext(entity, above);
      if (!values) return;
      const key = JSON.stringify(values);
      const group = groups.get(key);
      if (group) group.entities.add(entity);
      else groups.set(key, { values, entities: new Set([entity]) });
    });
    const running: Promise<void>[] = [];
    for (const { values, entities } of groups.values()) {
      const variables = { ...execution.variables, ...values };
      const one = run({ ...execution, variables, only: entities } satisfies Execution);
      if (one) running.push(one);
    }
    return running.length === 0 ? undefined : Promise.all(running).then(() => {});
  };
}

/** Visits the entities at a path, each with the objects above it from the root down. */
function walk(
  value: unknown,
  path: ResponsePath,
  above: readonly JsonObject[],
  visit: (entity: JsonObject, above: readonly JsonObject[]) => void,
): void {
  const [head, ...rest] = path;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, head === '@' ? rest : path, above, visit);
  } else if (isJsonObject(value)) {
    if (head === undefined) visit(value, above);
    else if (head !== '@') walk(readerOf(String(head))(value), rest, [...above, value], visit);
  }
}

/**
 * Compiles rewrites such as `["..", "..", "... on User", "locale"]`: up two fields, and if that is a User its locale.
 * Several may be for one variable, for contexts of several types; the first that is there counts.
 */
function compileContext(
  types: TypeLattice,
  rewrites: readonly FetchDataKeyRenamer[],
): (entity: JsonObject, above: readonly JsonObject[]) => ContextValues | undefined {
  const readers = rewrites.map(({ path, renameKeyTo }) => {
    const levels = path.findIndex((step) => step !== '..');
    const steps = path.slice(levels);
    return (values: ContextValues, entity: JsonObject, above: readonly JsonObject[]) => {
      if (values[renameKeyTo] !== undefined) return;
      values[renameKeyTo] = readSteps(types, [...above, entity].at(-1 - levels), steps);
    };
  });
  return (entity, above) => {
    const values: ContextValues = {};
    for (const read of readers) read(values, entity, above);
    return Object.values(values).includes(undefined) ? undefined : values;
  };
}

function readSteps(types: TypeLattice, value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => readSteps(types, item, steps));
  if (!isJsonObject(value)) return undefined;
  if (!step.startsWith(typePrefix)) return readSteps(types, readerOf(step)(value), rest);
  const typename = value.__typename;
  const holds = typeof typename !== 'string' || types.isSubtype(step.slice(typePrefix.length), typename);
  return holds ? readSteps(types, value, rest) : undefined;
}
