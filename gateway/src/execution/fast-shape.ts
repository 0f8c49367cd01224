import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { isInheritedName, isJsonObject, type JsonObject } from './json.ts';
import type { ShapeContext } from './shape-context.ts';

/**
 * Writes a value as JSON text, or answers undefined when anything about it is not as it should be. `isPlain` promises
 * that no string in it needs escaping.
 */
type FastWrite = (value: unknown, isPlain: boolean) => string | undefined;

/** Text of a whole answer; undefined when the shaping that knows about errors and nulls has to do it. */
export type FastShape = (data: JsonObject, isPlain: boolean) => string | undefined;

/** What cannot be shaped fast: introspection, fields that the viewer may not read, names every object has. */
class NotFast extends Error {}

/**
 * Compiles the shaping of answers in which all is as the schema says. Each object type's fields become the text of a
 * function of its own, so that V8 knows the properties each place reads; closures over keys, which all places share, took
 * twice as long (0.12 instead of 0.06 ms for the yardstick's answer). Into that text go names of fields and types only.
 * Undefined where an operation has something that needs more care.
 */
export function compileFastShape(
  context: ShapeContext,
  rootType: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): FastShape | undefined {
  try {
    return compileObject(context, rootType, [selectionSet], rootType.name);
  } catch {
    // Also where Node was told to make no code from text.
    return undefined;
  }
}

function compileObject(
  context: ShapeContext,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  declared: string,
): FastWrite {
  const writers: FastWrite[] = [];
  let code = '';
  let start = '{';
  for (const field of collectFields(context, type, selectionSets, declared).values()) {
    const prefix = `${start}${JSON.stringify(field.key)}:`;
    if (field.name === '__typename') {
      if (!isObjectType(type)) throw new NotFast();
      code += `t += ${quoted(`${prefix}${JSON.stringify(type.name)}`)};\n`;
    } else {
      const definition = 'getFields' in type ? type.getFields()[field.name] : undefined;
      if (!definition && !field.name.startsWith('__')) continue;
      if (!definition || context.denial(new Set([type.name, ...field.writtenOn]), field.name)) {
        throw new NotFast();
      }
      const key = context.keyOf.get(field.nodes[0] as FieldNode) ?? field.key;
      if (isInheritedName(key)) throw new NotFast();
      code += `v = o[${quoted(key)}];\n`;
      code += codeOf(context, definition.type, field.nodes, prefix, writers);
    }
    start = ',';
  }
  if (start === '{') return () => '{}';
  const names = writers.map((_, index) => `w${index}`);
  const make = new Function(
    'stringify',
    ...names,
    `return (o, isPlain) => { let v, s, t = '';\n${code}return t + '}'; }`,
  );
  return make(JSON.stringify, ...writers) as FastWrite;
}

/** Code that adds a field's text to `t` for its value `v`, or returns undefined. */
function codeOf(
  context: ShapeContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  prefix: string,
  writers: FastWrite[],
): string {
  const isRequired = isNonNullType(type);
  const nullable = isRequired ? type.ofType : type;
  const p = quoted(prefix);
  const onNull = isRequired
    ? 'return undefined;'
    : `{ if (v !== null && v !== undefined) return undefined; t += ${quoted(`${prefix}null`)}; }`;
  const name = isListType(nullable) || isCompositeType(nullable) || isEnumType(nullable) ? '' : nullable.name;
  switch (name) {
    case 'String':
      return `if (typeof v === 'string') t += isPlain ? ${quoted(`${prefix}"`)} + v + '"' : ${p} + stringify(v);\nelse ${onNull}\n`;
    case 'ID':
      return (
        `if (typeof v === 'string') t += isPlain ? ${quoted(`${prefix}"`)} + v + '"' : ${p} + stringify(v);\n` +
        `else if (Number.isSafeInteger(v)) t += ${p} + v;\nelse ${onNull}\n`
      );
    case 'Int':
      return `if (Number.isInteger(v)) t += ${p} + v;\nelse ${onNull}\n`;
    case 'Float':
      return `if (typeof v === 'number' && Number.isFinite(v)) t += ${p} + v;\nelse ${onNull}\n`;
    case 'Boolean':
      return `if (v === true) t += ${quoted(`${prefix}true`)};\nelse if (v === false) t += ${quoted(`${prefix}false`)};\nelse ${onNull}\n`;
    default: {
      const index = writers.push(compileValue(context, nullable, nodes)) - 1;
      return `if (v !== null && v !== undefined) { s = w${index}(v, isPlain); if (s === undefined) return undefined; t += ${p} + s; }\nelse ${onNull}\n`;
    }
  }
}

/** A writer of values that are not null. */
function compileValue(
  context: ShapeContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): FastWrite {
  if (isListType(type)) return compileList(context, type.ofType, nodes);
  if (isCompositeType(type)) return compileComposite(context, type, nodes);
  if (isNonNullType(type)) throw new NotFast();
  return compileLeaf(type);
}

function compileLeaf(type: GraphQLLeafType): FastWrite {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => texts.get(value);
  }
  return (value) => JSON.stringify(value);
}

function compileList(context: ShapeContext, type: GraphQLOutputType, nodes: readonly FieldNode[]): FastWrite {
  const writers: FastWrite[] = [];
  const item = codeOf(context, type, nodes, '', writers);
  const names = writers.map((_, index) => `w${index}`);
  // Made anew for each list: lists of one shape then share nothing with lists of others.
  const make = new Function(
    'stringify',
    ...names,
    `return (list, isPlain) => {
      if (!Array.isArray(list)) return undefined;
      let v, s, t = '[';
      for (let i = 0; i < list.length; i++) {
        if (i > 0) t += ',';
        v = list[i];
        ${item}
      }
      return t + ']';
    }`,
  );
  return make(JSON.stringify, ...writers) as FastWrite;
}

function compileComposite(
  context: ShapeContext,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
): FastWrite {
  const selectionSets = nodes.map((node) => node.selectionSet).filter((set) => set !== undefined);
  if (isObjectType(type)) {
    const { name } = type;
    let write: FastWrite | undefined;
    return (value, isPlain) => {
      if (!isJsonObject(value)) return undefined;
      const typename = value.__typename;
      if (typename !== undefined && typename !== name) return undefined;
      write ??= orNothing(() => compileObject(context, type, selectionSets, name));
      return write(value, isPlain);
    };
  }
  /** Writers are compiled when a type first occurs: an interface may have far more types than ever appear. */
  const writers = new Map<string, FastWrite>();
  const writerOf = (typename: string): FastWrite => {
    const found = context.schema.getType(typename);
    const fits = isObjectType(found) && context.schema.isSubType(type, found);
    const writer = orNothing(() => {
      if (!fits) throw new NotFast();
      return compileObject(context, found, selectionSets, type.name);
    });
    if (found) writers.set(typename, writer);
    return writer;
  };
  return (value, isPlain) => {
    if (!isJsonObject(value) || typeof value.__typename !== 'string') return undefined;
    const typename = value.__typename;
    return (writers.get(typename) ?? writerOf(typename))(value, isPlain);
  };
}

/** A writer that leaves everything to the other shaping where this one cannot be compiled. */
function orNothing(compile: () => FastWrite): FastWrite {
  try {
    return compile();
  } catch {
    return () => undefined;
  }
}

/** A text as JavaScript source: JSON is a part of it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
