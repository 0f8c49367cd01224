import type { FetchDataRewrite } from '@apollo/query-planner';
import type { TypeLattice } from '../supergraph/type-lattice.ts';
import { isJsonObject, type JsonObject, readerOf } from './json.ts';

const typePrefix = '... on ';

/** Changes data in place as the planner asked; compiled once per fetch. */
export type ApplyRewrites = (data: unknown) => void;

/**
 * Compiles the planner's data rewrites: a value set at a path (the `__typename` of interface objects), or a key renamed
 * (aliases the planner made up). Paths go through lists and may narrow by type.
 */
export function compileRewrites(
  types: TypeLattice,
  rewrites: readonly FetchDataRewrite[] | undefined,
): ApplyRewrites | undefined {
  if (!rewrites || rewrites.length === 0) return undefined;
  const steps = rewrites.map((rewrite) => compileRewrite(types, rewrite));
  return (data) => {
    for (const step of steps) step(data);
  };
}

function compileRewrite(types: TypeLattice, rewrite: FetchDataRewrite): ApplyRewrites {
  const field = rewrite.path.at(-1);
  if (field === undefined || field.startsWith(typePrefix)) return () => {};
  let apply: (object: JsonObject) => void;
  if (rewrite.kind === 'ValueSetter') {
    const value: unknown = rewrite.setValueTo;
    apply = (object) => {
      object[field] = value;
    };
  } else {
    const read = readerOf(field);
    const renamed = rewrite.renameKeyTo;
    apply = (object) => {
      const value = read(object);
      if (value === undefined) return;
      object[renamed] = value;
      delete object[field];
    };
  }
  return atPath(types, rewrite.path.slice(0, -1), apply);
}

function atPath(
  types: TypeLattice,
  path: readonly string[],
  apply: (object: JsonObject) => void,
): ApplyRewrites {
  const [head, ...rest] = path;
  let onObject: (object: JsonObject) => void;
  if (head === undefined) {
    onObject = apply;
  } else {
    const next = atPath(types, rest, apply);
    if (head.startsWith(typePrefix)) {
      const condition = head.slice(typePrefix.length);
      onObject = (object) => {
        const typename = object.__typename;
        if (typeof typename !== 'string' || types.isSubtype(condition, typename)) next(object);
      };
    } else {
      const read = readerOf(head);
      onObject = (object) => next(read(object));
    }
  }
  const visit: ApplyRewrites = (data) => {
    if (Array.isArray(data)) for (const item of data) visit(item);
    else if (isJsonObject(data)) onObject(data);
  };
  return visit;
}

/** Names that the planner made up for a fetch, each with the name the client knows; for paths of errors. */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) names.set(last, rewrite.renameKeyTo);
  }
  return names;
}
