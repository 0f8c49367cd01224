import type { FetchNode } from '@apollo/query-planner';
import { type CollectedEntities, collectEntities, type EntitySource } from './collect-entities.ts';
import { compileEntityPath, entityPaths } from './entities.ts';
import { leafSignature, mergeOperations } from './entity-operation.ts';
import { type ResponsePath, type SubgraphErrorBody, SubgraphUnavailable } from './errors.ts';
import type { Execution, RunNode } from './execution.ts';
import { type CollectEntities, compileCollect, compileMerge, type MergeEntity } from './fast-entities.ts';
import {
  addError,
  errorPath,
  type FetchDeps,
  noteStrings,
  publicSender,
  recordFailure,
  sender,
  staticPrefix,
} from './fetch.ts';
import { isJsonObject, type JsonObject, mergeInto } from './json.ts';
import { compileRepresentations } from './representations.ts';
import { compileBody, type WriteBody } from './request-body.ts';
import { type ApplyRewrites, compileRewrites, renamedKeys } from './rewrites.ts';
import type { SubgraphAnswer } from './subgraph-transport.ts';

/** An entity fetch of a plan, and the response path of its entities. */
export interface EntityFetch {
  readonly node: FetchNode;
  readonly path: ResponsePath;
}

/** One list of representations and what to do with the entities that come back for it. */
interface Part extends EntitySource {
  readonly node: FetchNode;
  readonly merge: MergeEntity;
  readonly rewrite: ApplyRewrites | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly places: { readonly path: ResponsePath; readonly collectEntities: CollectEntities }[];
}

/** What one run of a part asks for. */
interface Asked extends CollectedEntities {
  readonly part: Part;
}

/**
 * Compiles fetches of entities from one subgraph that can be sent at the same time: they become one request, in which
 * fetches that ask the same of different places share one list of representations. Should a subgraph refuse the whole
 * request, each is sent on its own: one that fails must not take others along.
 */
export function compileEntityFetch(deps: FetchDeps, fetches: readonly EntityFetch[]): RunNode {
  const parts = compileParts(deps, fetches);
  const first = (fetches[0] as EntityFetch).node;
  const send = sender(deps, first);
  const sendPublic = parts.length === 1 ? publicSender(deps, first) : undefined;
  const requests = new Map<number, { writeBody: WriteBody; keys: readonly string[] }>();

  /** The request for a choice of parts; `mask` has their bits set. Most runs choose the same. */
  const requestFor = (mask: number, asked: readonly Asked[]) => {
    let request = requests.get(mask);
    if (!request) {
      const merged = mergeOperations(asked.map(({ part }) => part.node));
      const keys = merged.parts.map(({ key }) => key);
      request = {
        writeBody: compileBody(
          merged,
          merged.parts.map(({ variable }) => variable),
        ),
        keys,
      };
      if (requests.size < 100) requests.set(mask, request);
    }
    return request;
  };

  return (execution) => {
    const asked: Asked[] = [];
    let mask = 0;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] as Part;
      const collected = collectEntities(part, execution, sendPublic !== undefined);
      if (collected.count === 0) continue;
      asked.push({ part, ...collected });
      mask |= 1 << index;
    }
    return asked.length === 0 ? undefined : fetchEntities(execution, mask, asked);
  };

  async function fetchEntities(execution: Execution, mask: number, asked: readonly Asked[]): Promise<void> {
    const { writeBody, keys } = requestFor(mask, asked);
    let answer: SubgraphAnswer;
    try {
      const { shared } = execution.scope;
      const texts = shared && asked[0]?.texts;
      answer =
        texts && sendPublic
          ? await sendPublic(execution, shared, texts)
          : await send(writeBody(execution.variables, asked), execution);
    } catch (error) {
      for (const one of asked) recordFailures(deps, one, execution, error);
      return;
    }
    if (!answer.data && asked.length > 1) {
      await Promise.all(asked.map((one) => fetchEntities(execution, 1 << parts.indexOf(one.part), [one])));
      return;
    }
    if (answer.errors) addErrors(deps, execution, answer.errors, asked, keys);
    if (answer.failure) {
      for (const one of asked) recordFailures(deps, one, execution, answer.failure);
    }
    if (!answer.data) return;
    noteStrings(execution, answer);
    for (let index = 0; index < asked.length; index++) {
      const one = asked[index] as Asked;
      const received = answer.data[keys[index] as string];
      if (Array.isArray(received) && received.length === one.count) {
        mergeEntities(deps, one, received);
      } else {
        const error = new SubgraphUnavailable(first.serviceName, `expected ${one.count} entities`);
        recordFailures(deps, one, execution, error);
      }
    }
  }
}

/** How many different lists of representations one request may hold: as many as a mask has bits. */
export const maxParts = 30;

function compileParts(deps: FetchDeps, fetches: readonly EntityFetch[]): Part[] {
  const parts: Part[] = [];
  const bySignature = new Map<string, Part>();
  for (const { node, path } of fetches) {
    const place = { path, collectEntities: compileCollect(path) ?? collectByVisits(path) };
    const signature = fetches.length > 1 ? leafSignature(node) : undefined;
    const known = signature === undefined ? undefined : bySignature.get(signature);
    if (known) {
      known.places.push(place);
      continue;
    }
    const part: Part = {
      node,
      writerOf: compileRepresentations(deps.types, node.requires ?? [], node.inputRewrites),
      merge: compileMerge(node) ?? mergeInto,
      rewrite: compileRewrites(deps.types, node.outputRewrites),
      names: renamedKeys(node.outputRewrites),
      places: [place],
    };
    parts.push(part);
    if (signature !== undefined) bySignature.set(signature, part);
  }
  return parts;
}

function collectByVisits(path: ResponsePath): CollectEntities {
  const forEachEntity = compileEntityPath(path);
  return (root, found) => forEachEntity(root, (entity) => found.push(entity));
}

function mergeEntities(
  deps: FetchDeps,
  { part, entities, positions }: Asked,
  received: readonly unknown[],
): void {
  const { rewrite } = part;
  const rewritten = rewrite ? new Set<number>() : undefined;
  const merged = deps.keepsApart ? new Set<number>() : undefined;
  for (let place = 0; place < entities.length; place++) {
    const found = entities[place] as JsonObject[];
    const indices = positions[place] as number[];
    for (let i = 0; i < found.length; i++) {
      const position = indices[i] as number;
      const source = position < 0 ? undefined : received[position];
      if (!isJsonObject(source)) continue;
      const entity = found[i] as JsonObject;
      if (rewrite && !rewritten?.has(position)) {
        source.__typename ||= entity.__typename;
        rewrite(source);
        rewritten?.add(position);
      }
      mergeEntity(deps, part, entity, merged?.has(position) ? structuredClone(source) : source);
      merged?.add(position);
    }
  }
}

/** An interface object's subgraph answers with the interface's name: that must not hide the type already known. */
function mergeEntity(deps: FetchDeps, { merge }: Part, entity: JsonObject, source: JsonObject): void {
  const known = entity.__typename;
  merge(entity, source);
  const told = source.__typename;
  if (told === known || typeof told !== 'string' || typeof known !== 'string') return;
  if (deps.types.isSubtype(told, known)) entity.__typename = known;
}

/** The places where a part has found anything to ask for: errors of the whole request are reported there. */
function askedPlaces({ part, positions }: Asked): readonly { readonly path: ResponsePath }[] {
  return part.places.filter((_, place) => positions[place]?.some((position) => position >= 0));
}

function recordFailures(deps: FetchDeps, asked: Asked, execution: Execution, error: unknown): void {
  for (const { path } of askedPlaces(asked))
    recordFailure(deps, asked.part.node, execution, staticPrefix(path), error);
}

/** Errors at an entity are reported at every place where it stands, others where their fetch begins. */
function addErrors(
  deps: FetchDeps,
  execution: Execution,
  errors: readonly SubgraphErrorBody[],
  asked: readonly Asked[],
  keys: readonly string[],
): void {
  const pathsOf = new Map<ResponsePath, (string | number)[][]>();
  for (const error of errors) {
    const key = Array.isArray(error.path) ? error.path[0] : undefined;
    const one = asked[keys.indexOf(key as string)];
    const at = one && errorPath(error, one.part.names);
    const index = at?.[1];
    const isOfEntity = typeof index === 'number' && one?.positions.some((own) => own.includes(index));
    if (!one || !isOfEntity) {
      for (const each of one ? [one] : asked) {
        for (const { path } of askedPlaces(each))
          addError(deps, each.part.node, execution, error, staticPrefix(path));
      }
      continue;
    }
    const rest = at?.slice(2) ?? [];
    one.part.places.forEach(({ path }, place) => {
      let paths = pathsOf.get(path);
      if (!paths) {
        paths = entityPaths(execution.data, path);
        pathsOf.set(path, paths);
      }
      one.positions[place]?.forEach((position, i) => {
        if (position !== index) return;
        addError(deps, one.part.node, execution, error, [...(paths[i] ?? []), ...rest]);
      });
    });
  }
}
