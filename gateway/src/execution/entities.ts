import { isJsonObject, type JsonObject, readerOf } from './json.ts';

/** Calls `visit` for each entity at a path, in response order. */
export type ForEachEntity = (root: JsonObject, visit: (entity: JsonObject) => void) => void;

/** Compiles a Flatten path (`@` steps into a list). Nulls and absent values on the way are passed over. */
export function compileEntityPath(path: readonly (string | number)[]): ForEachEntity {
  type Step = (value: unknown, visit: (entity: JsonObject) => void) => void;
  let step: Step = visitObjects;
  for (const element of path.toReversed()) {
    const next = step;
    if (element === '@') {
      step = (value, visit) => {
        if (Array.isArray(value)) for (const item of value) next(item, visit);
      };
    } else {
      const read = readerOf(String(element));
      step = (value, visit) => {
        if (isJsonObject(value)) next(read(value), visit);
      };
    }
  }
  return step;
}

function visitObjects(value: unknown, visit: (entity: JsonObject) => void): void {
  if (isJsonObject(value)) visit(value);
  else if (Array.isArray(value)) for (const item of value) visitObjects(item, visit);
}

/** Response paths of the entities at a path, in the order in which `compileEntityPath` visits them. */
export function entityPaths(root: JsonObject, path: readonly (string | number)[]): (string | number)[][] {
  const found: (string | number)[][] = [];
  const walk = (value: unknown, depth: number, at: (string | number)[]): void => {
    const element = path[depth];
    if (element === undefined || element === '@') {
      if (Array.isArray(value)) {
        value.forEach((item, index) => {
          walk(item, element === undefined ? depth : depth + 1, [...at, index]);
        });
      } else if (element === undefined && isJsonObject(value)) {
        found.push(at);
      }
    } else if (isJsonObject(value)) {
      walk(readerOf(String(element))(value), depth + 1, [...at, element]);
    }
  };
  walk(root, 0, []);
  return found;
}
