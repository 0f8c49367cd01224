import type { FetchNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionNode } from 'graphql';
import type { ResponsePath } from './errors.ts';
import { isInheritedName, isJsonObject, type JsonObject, mergeInto } from './json.ts';

/**
 * Code made for one fetch, as in fast-shape.ts: only response keys get into its text, and each place in it reads objects
 * of one kind. Finding entities, telling them apart and merging into them took 0.12 ms of the yardstick's operation with
 * closures that all fetches shared, and takes half of that so.
 */

/** Adds the entities at a path to a list, in response order. */
export type CollectEntities = (root: JsonObject, found: JsonObject[]) => void;

/** Compiles a Flatten path (`@` steps into a list); undefined where that cannot be done. */
export function compileCollect(path: ResponsePath): CollectEntities | undefined {
  if (path.some((element) => isInheritedName(String(element)))) return undefined;
  let code = '';
  let closing = '';
  let isObject = true;
  path.forEach((element, depth) => {
    const next = `v${depth + 1}`;
    if (element === '@') {
      code += `if (Array.isArray(v${depth})) for (let i${depth} = 0; i${depth} < v${depth}.length; i${depth}++) { const ${next} = v${depth}[i${depth}];\n`;
      isObject = false;
    } else {
      const condition = isObject ? 'true' : `isJsonObject(v${depth})`;
      code += `if (${condition}) { const ${next} = v${depth}[${JSON.stringify(element)}];\n`;
      isObject = false;
    }
    closing += '}';
  });
  const last = `v${path.length}`;
  code += `if (isJsonObject(${last})) found.push(${last}); else if (Array.isArray(${last})) addNested(${last}, found);\n`;
  return make(`(v0, found) => { ${code} ${closing} }`, { isJsonObject, addNested }) as CollectEntities;
}

function addNested(list: readonly unknown[], found: JsonObject[]): void {
  for (const item of list) {
    if (isJsonObject(item)) found.push(item);
    else if (Array.isArray(item)) addNested(item, found);
  }
}

/** Merges what a subgraph said of an entity into it, as `mergeInto` does. */
export type MergeEntity = (entity: JsonObject, source: JsonObject) => void;

/** Compiles the merging for a fetch's selection; undefined where that cannot be done. What was not asked for is dropped. */
export function compileMerge(node: FetchNode): MergeEntity | undefined {
  if (node.outputRewrites?.length) return undefined;
  const keys = new Map<string, { isLeaf: boolean }>();
  const document = parse(node.operation, { noLocation: true });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections) {
      if (field.kind === Kind.FIELD) addKeys(document, field.selectionSet?.selections ?? [], keys);
    }
  }
  if (keys.size === 0 || [...keys.keys()].some(isInheritedName)) return undefined;
  let code = '';
  for (const [key, { isLeaf }] of keys) {
    const name = JSON.stringify(key);
    const assign = `entity[${name}] = v;`;
    code += `v = source[${name}]; if (v !== undefined) `;
    code += isLeaf
      ? `${assign}\n`
      : `{ c = entity[${name}]; if (c === undefined || c === null || v === null) ${assign} else mergeInto(entity, { [${name}]: v }); }\n`;
  }
  return make(`(entity, source) => { let v, c; ${code} }`, { mergeInto }) as MergeEntity;
}

function addKeys(
  document: DocumentNode,
  selections: readonly SelectionNode[],
  keys: Map<string, { isLeaf: boolean }>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const isLeaf = selection.selectionSet === undefined && keys.get(key)?.isLeaf !== false;
      keys.set(key, { isLeaf });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      addKeys(document, selection.selectionSet.selections, keys);
    } else {
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
        if (definition.name.value === selection.name.value)
          addKeys(document, definition.selectionSet.selections, keys);
      }
    }
  }
}

/** Writes the representation of an entity from its fields; undefined where one of them is missing. */
export type WriteFields = (entity: JsonObject) => string | undefined;

/** Compiles the writing of leaf fields, in the order given; undefined where that cannot be done. */
export function compileWriteFields(names: readonly string[]): WriteFields | undefined {
  if (names.length === 0 || names.some(isInheritedName)) return undefined;
  let code = '';
  names.forEach((name, index) => {
    const prefix = JSON.stringify(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    code += `v = entity[${JSON.stringify(name)}]; if (v === undefined) return undefined; t += ${prefix} + (typeof v === 'string' ? quote(v) : typeof v === 'number' ? v : stringify(v));\n`;
  });
  const source = `(entity) => { let v, t = ''; ${code} return t + '}'; }`;
  return make(source, { quote, stringify: JSON.stringify }) as WriteFields;
}

/** Compiles the comparison of leaf fields; undefined where that cannot be done. */
export function compileIsSame(
  names: readonly string[],
): ((one: JsonObject, other: JsonObject) => boolean) | undefined {
  if (names.length === 0 || names.some(isInheritedName)) return undefined;
  const equal = names.map((name) => `one[${JSON.stringify(name)}] === other[${JSON.stringify(name)}]`);
  return make(`(one, other) => ${equal.join(' && ')}`, {}) as ReturnType<typeof compileIsSame>;
}

/** Quotes, backslashes, control characters, and surrogates, of which one may stand alone. */
const needsEscaping = /["\\\p{Cc}\ud800-\udfff]/u;

/** A string as JSON: what JSON.stringify writes, three times as fast for the short ones of keys. */
function quote(text: string): string {
  return needsEscaping.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** The function that a source text says, with some names in its reach; undefined where Node was told not to. */
function make(source: string, reach: Readonly<Record<string, unknown>>): unknown {
  try {
    return new Function(...Object.keys(reach), `return ${source}`)(...Object.values(reach));
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
