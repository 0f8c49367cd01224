import type { FetchDataRewrite, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { TypeLattice } from '../supergraph/type-lattice.ts';
import { compileIsSame, compileWriteFields } from './fast-entities.ts';
import { isJsonObject, type JsonObject, mergeInto, readerOf } from './json.ts';
import { type ApplyRewrites, compileRewrites } from './rewrites.ts';

/** Writes an entity's representation as JSON text, or undefined when the entity lacks what the fetch requires. */
export type WriteRepresentation = (entity: JsonObject) => string | undefined;

/** How entities of one type are represented. */
export interface RepresentationWriter {
  readonly write: WriteRepresentation;
  /** Fields that are leaves and all there is to a representation, but for its type; absent where it has others. */
  readonly keys?: readonly string[] | undefined;
  /** Whether two entities of the type have these in common, and so one representation. */
  readonly isSame?: ((one: JsonObject, other: JsonObject) => boolean) | undefined;
}

type Build = (source: JsonObject) => JsonObject | null;

/**
 * Compiles a fetch's `requires` selection into a writer for each type. Writers are made once for each concrete type met;
 * the usual ones, whose fields are all leaves, write text directly and build no object.
 */
export function compileRepresentations(
  types: TypeLattice,
  requires: readonly QueryPlanSelectionNode[],
  inputRewrites: readonly FetchDataRewrite[] | undefined,
): (typename: unknown) => RepresentationWriter {
  const build = compileSelections(types, requires);
  const rewrite = compileRewrites(types, inputRewrites);
  const ofUntyped: RepresentationWriter = { write: (entity) => writeByObject(build, rewrite, entity) };
  const writers = new Map<string, RepresentationWriter>();
  return (typename) => {
    if (typeof typename !== 'string') return ofUntyped;
    let writer = writers.get(typename);
    if (writer === undefined) {
      writer = writerForType(types, typename, requires, build, rewrite);
      if (writers.size < 1_000) writers.set(typename, writer);
    }
    return writer;
  };
}

function writerForType(
  types: TypeLattice,
  typename: string,
  requires: readonly QueryPlanSelectionNode[],
  build: Build,
  rewrite: ApplyRewrites | undefined,
): RepresentationWriter {
  const bySlowPath: WriteRepresentation = (entity) => writeByObject(build, rewrite, entity);
  const applying = requires.filter(
    (selection) =>
      selection.kind === 'InlineFragment' &&
      selection.typeCondition !== undefined &&
      types.isSubtype(selection.typeCondition, typename),
  );
  if (applying.length === 0) return { write: () => undefined };
  const fields = uniqueLeaves(applying);
  if (rewrite || fields === undefined || fields.length === 0) return { write: bySlowPath };
  const names = fields.map(({ alias, name }) => alias ?? name);
  const writeFields = compileWriteFields(names);
  if (!writeFields) return { write: bySlowPath };
  // Something is missing: the slow path knows which of several fragments still hold.
  const write: WriteRepresentation = (entity) => writeFields(entity) ?? bySlowPath(entity);
  const keys = names.filter((name) => name !== '__typename');
  return { write, keys, isSame: compileIsSame(keys) };
}

/** The fields of all fragments, once each, or undefined when one has selections of its own. */
function uniqueLeaves(fragments: readonly QueryPlanSelectionNode[]): QueryPlanFieldNode[] | undefined {
  const leaves = new Map<string, QueryPlanFieldNode>();
  for (const fragment of fragments) {
    if (fragment.kind !== 'InlineFragment') return undefined;
    for (const selection of fragment.selections) {
      if (selection.kind !== 'Field' || selection.selections) return undefined;
      leaves.set(selection.alias ?? selection.name, selection);
    }
  }
  return leaves.has('__typename') ? [...leaves.values()] : undefined;
}

function writeByObject(
  build: Build,
  rewrite: ApplyRewrites | undefined,
  entity: JsonObject,
): string | undefined {
  const representation = build(entity);
  if (!representation?.__typename) return undefined;
  rewrite?.(representation);
  return JSON.stringify(representation);
}

/** Builds what a selection asks for; null when a field is absent, as then the representation would be wrong. */
function compileSelections(types: TypeLattice, selections: readonly QueryPlanSelectionNode[]): Build {
  const steps = selections.map((selection) => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      const inner = compileSelections(types, selection.selections);
      return (source: JsonObject, result: JsonObject): boolean => {
        const typename = source.__typename;
        if (typeCondition === undefined || typeof typename !== 'string') return true;
        if (types.isSubtype(typeCondition, typename)) {
          const part = inner(source);
          if (part) mergeInto(result, part);
        }
        return true;
      };
    }
    const name = selection.alias ?? selection.name;
    const read = readerOf(name);
    const inner = selection.selections && compileSelections(types, selection.selections);
    return (source: JsonObject, result: JsonObject): boolean => {
      const value = read(source);
      if (value === undefined) return false;
      result[name] = inner ? buildValue(inner, value) : value;
      return true;
    };
  });
  return (source) => {
    const result: JsonObject = {};
    for (const step of steps) if (!step(source, result)) return null;
    return result;
  };
}

function buildValue(build: Build, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => buildValue(build, item));
  return isJsonObject(value) ? build(value) : null;
}
