import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type CollectedField, collectFields } from './collect-fields.ts';
import { gatewayError } from './errors.ts';
import { compileFastShape, type FastShape } from './fast-shape.ts';
import { isJsonObject, type JsonObject, readerOf } from './json.ts';
import { compileLeaf } from './leaf.ts';
import type { ShapeContext } from './shape-context.ts';

/**
 * Shaping turns merged subgraph data into the client's answer in one pass, straight into JSON text: fields the client
 * asked for under its names, nothing else. Writers return `undefined` where a null must go up to the parent.
 */
type Write = (value: unknown, run: ShapeRun) => string | undefined;

interface ShapeRun {
  readonly errors: GraphQLError[];
  /** Whether subgraphs reported errors: then an unexpected null has been explained already. */
  readonly explained: boolean;
  /** Path of the object or list being written, and the key in it: together the path of the current value. */
  readonly path: (string | number)[];
  key: string | number;
  /** Denied fields that have been reported, once each. */
  readonly denied: Set<string>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Writes the `data` of an answer as JSON text (`null` when a null reached the root), adding to `errors`. */
export type ShapeResponse = (
  data: JsonObject,
  errors: GraphQLError[],
  variables: Readonly<Record<string, unknown>>,
  /** Promises that no string in the data needs escaping. */
  isPlain?: boolean,
) => string;

/** Runs after which an operation is worth code of its own, and how often in a row that may then be of no use. */
const runsBeforeFast = 2;
const maxMisses = 20;

/**
 * Compiles the shaping of an operation for one set of conditions and one set of rights. Answers without errors are first
 * tried by `compileFastShape`, once an operation has come again.
 */
export function compileShape(
  context: ShapeContext,
  rootType: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): ShapeResponse {
  const write = compileObject(context, rootType, [selectionSet]);
  let fast: FastShape | undefined;
  let runs = 0;
  let misses = 0;
  return (data, errors, variables, isPlain = false) => {
    if (errors.length === 0) {
      if (runs++ === runsBeforeFast) fast = compileFastShape(context, rootType, selectionSet);
      const text = fast?.(data, isPlain);
      if (text !== undefined) {
        misses = 0;
        return text;
      }
      if (++misses > maxMisses) fast = undefined;
    }
    const run: ShapeRun = {
      errors,
      explained: errors.length > 0,
      path: [],
      key: '',
      denied: new Set(),
      variables,
    };
    return write(data, run);
  };
}

type WriteObject = (value: JsonObject, run: ShapeRun) => string;

interface FieldWriter {
  /** Text before the value: separator, key, colon. */
  readonly prefix: string;
  readonly key: string;
  readonly read: (object: JsonObject) => unknown;
  readonly write: Write;
}

/** Compiles the fields of one type. The writer answers `null` when a required field turned out null. */
function compileObject(
  context: ShapeContext,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  declared = type.name,
): WriteObject {
  const fields: FieldWriter[] = [];
  for (const field of collectFields(context, type, selectionSets, declared).values()) {
    const write = compileField(context, type, field);
    if (!write) continue;
    const prefix = `${fields.length === 0 ? '{' : ','}${JSON.stringify(field.key)}:`;
    const fetchedKey = context.keyOf.get(field.nodes[0] as FieldNode) ?? field.key;
    fields.push({ prefix, key: field.key, read: readerOf(fetchedKey), write });
  }
  if (fields.length === 0) return () => '{}';
  return (value, run) => {
    let text = '';
    for (const field of fields) {
      run.key = field.key;
      const part = field.write(field.read(value), run);
      if (part === undefined) return 'null';
      text += field.prefix + part;
    }
    return `${text}}`;
  };
}

function compileField(
  context: ShapeContext,
  type: GraphQLCompositeType,
  field: CollectedField,
): Write | undefined {
  if (field.name === '__typename') {
    const text = JSON.stringify(type.name);
    // An interface's name here means that no subgraph told the object's type.
    return isObjectType(type) ? () => text : () => undefined;
  }
  if (field.name === '__schema' || field.name === '__type') {
    return (_value, run) => context.introspect(field, run.variables);
  }
  const definition = 'getFields' in type ? type.getFields()[field.name] : undefined;
  if (!definition) return undefined;
  const denial = context.denial(new Set([type.name, ...field.writtenOn]), field.name);
  if (denial) return compileDenial(denial, `${type.name}.${field.key}`, isNonNullType(definition.type));
  return compileOutput(context, definition.type, field.nodes, `${type.name}.${field.name}`);
}

/** A field the viewer may not see is null, and is reported where it first occurs. */
function compileDenial(denial: GraphQLError, coordinate: string, isRequired: boolean): Write {
  return (_value, run) => {
    if (!run.denied.has(coordinate)) {
      run.denied.add(coordinate);
      const { code, ...extensions } = denial.extensions;
      run.errors.push(
        gatewayError(code as 'UNAUTHORIZED_FIELD_OR_TYPE', denial.message, { path: here(run), extensions }),
      );
    }
    return isRequired ? undefined : 'null';
  };
}

function compileOutput(
  context: ShapeContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  coordinate: string,
): Write {
  if (isNonNullType(type)) {
    return compileRequired(compileOutput(context, type.ofType, nodes, coordinate), coordinate);
  }
  if (isListType(type)) {
    return compileList(compileOutput(context, type.ofType, nodes, coordinate), coordinate);
  }
  if (isCompositeType(type)) return compileComposite(context, type, nodes, coordinate);
  const leaf = compileLeaf(type);
  return (value, run) => {
    if (value === null || value === undefined) return 'null';
    return leaf(value) ?? invalid(run, coordinate);
  };
}

function compileRequired(write: Write, coordinate: string): Write {
  return (value, run) => {
    const before = run.errors.length;
    const text = write(value, run);
    if (text !== 'null') return text;
    if (!run.explained && run.errors.length === before) {
      const message = `Cannot return null for non-nullable field ${coordinate}.`;
      run.errors.push(gatewayError('INVALID_SUBGRAPH_VALUE', message, { path: here(run) }));
    }
    return undefined;
  };
}

function compileList(write: Write, coordinate: string): Write {
  return (value, run) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) return invalid(run, coordinate);
    if (value.length === 0) return '[]';
    run.path.push(run.key);
    let text = '';
    for (let index = 0; index < value.length; index++) {
      run.key = index;
      const part = write(value[index], run);
      if (part === undefined) {
        text = '';
        break;
      }
      text += (index === 0 ? '[' : ',') + part;
    }
    run.key = run.path.pop() as string | number;
    return text === '' ? 'null' : `${text}]`;
  };
}

function compileComposite(
  context: ShapeContext,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  coordinate: string,
): Write {
  const selectionSets = nodes.map((node) => node.selectionSet).filter((set) => set !== undefined);
  const writers = new Map<string, WriteObject | undefined>();
  /** Writers are compiled when a type first occurs: an interface may have far more types than ever appear. */
  const writerOf = (typename: string): WriteObject | undefined => {
    if (writers.has(typename)) return writers.get(typename);
    const found = typename === type.name ? type : context.schema.getType(typename);
    const fits =
      found === type ||
      ((isObjectType(found) || isInterfaceType(found)) && 'name' in type && isBelow(context, type, found));
    const writer = fits
      ? compileObject(context, found as GraphQLCompositeType, selectionSets, type.name)
      : undefined;
    if (found) writers.set(typename, writer);
    return writer;
  };
  const ownWriter = isObjectType(type) ? compileObjectLazily(context, type, selectionSets) : undefined;

  return (value, run) => {
    if (value === null || value === undefined) return 'null';
    if (!isJsonObject(value)) return invalid(run, coordinate);
    const typename = value.__typename;
    let write: WriteObject | undefined;
    if (typename === undefined || typename === type.name) write = ownWriter ?? writerOf(type.name);
    else if (typeof typename === 'string') write = writerOf(typename);
    if (!write) return invalid(run, coordinate);
    run.path.push(run.key);
    const text = write(value, run);
    run.key = run.path.pop() as string | number;
    return text;
  };
}

function compileObjectLazily(
  context: ShapeContext,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): WriteObject {
  let writer: WriteObject | undefined;
  return (value, run) => {
    writer ??= compileObject(context, type, selectionSets);
    return writer(value, run);
  };
}

function isBelow(context: ShapeContext, above: GraphQLCompositeType, type: GraphQLCompositeType): boolean {
  if (isObjectType(above) || !('getFields' in type)) return false;
  return context.schema.isSubType(above, type);
}

function invalid(run: ShapeRun, coordinate: string): string {
  const message = `Invalid value for ${coordinate}.`;
  run.errors.push(gatewayError('INVALID_SUBGRAPH_VALUE', message, { path: here(run) }));
  return 'null';
}

function here(run: ShapeRun): (string | number)[] {
  return [...run.path, run.key];
}
