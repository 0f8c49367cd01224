import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';

/**
 * A generated federated graph: schemas of its subgraphs, and what is true. Every value is a function of the object's
 * identity, the field and its arguments, so that subgraphs and a plain execution of the whole graph must agree.
 */
export interface GeneratedGraph {
  readonly subgraphs: readonly GeneratedSubgraph[];
  /** By `Type.field`, of all objects of the graph. */
  readonly fields: ReadonlyMap<string, FieldTruth>;
  readonly entities: ReadonlyMap<string, EntityTruth>;
  readonly enumValues: readonly string[];
  /** What makes Apollo's gateway refuse the graph. */
  readonly features: ReadonlySet<'access' | 'context'>;
}

export interface GeneratedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** `Type.field` that this subgraph can answer by itself. */
  readonly answers: ReadonlySet<string>;
}

export interface EntityTruth {
  readonly name: string;
  /** Field sets, such as `id` or `a b` or `ref { code }`. */
  readonly keys: readonly string[];
}

export interface FieldTruth {
  /** As SDL: `[Beta!]`. */
  readonly type: string;
  /** Concrete types to choose from where the type is abstract. */
  readonly members?: readonly string[];
  readonly requires?: string;
  /** Fields that come along with the entity, though another subgraph owns them. */
  readonly provides?: string;
  /** Nearest object of this type above, and its field that becomes an argument. */
  readonly context?: { readonly type: string; readonly field: string };
  /** The resolver throws for about a third of all objects. */
  readonly fails?: boolean;
  /** Viewers may not read it. */
  readonly closed?: boolean;
  /** For arguments with defaults: their values. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** An object while it is resolved. */
export interface GraphObject {
  readonly __typename: string;
  /** What its values depend on. */
  readonly identity: string;
  /** Entities: which one. */
  readonly index?: number;
  readonly parent?: GraphObject;
  /** In a subgraph: what the gateway sent. */
  readonly representation?: Readonly<Record<string, unknown>>;
  /** In a subgraph: external fields that are given with it. */
  readonly provided?: ReadonlySet<string>;
}

export const instancesOfEntity = 4;

/** A small stable hash (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export function entityAt(typename: string, index: number, parent?: GraphObject): GraphObject {
  return { __typename: typename, identity: `${typename}:${index}`, index, parent };
}

/** The entity that a representation means, by any whole key in it; undefined when it means none. */
export function entityOf(
  graph: GeneratedGraph,
  typename: string,
  representation: Readonly<Record<string, unknown>>,
): GraphObject | undefined {
  const entity = graph.entities.get(typename);
  const keys = entity?.keys.map(parseFieldSet) ?? [];
  for (let index = 0; index < instancesOfEntity; index++) {
    const object = entityAt(typename, index);
    const truth = (from: unknown, field: FieldNode): unknown =>
      resolveTruth(graph, from as GraphObject, field.name.value, {});
    for (const key of keys) {
      const given = readFieldSet(
        key,
        representation,
        (from, { name }) => (from as Record<string, unknown>)[name.value],
      );
      // Nothing is found by a key that is null.
      if (JSON.stringify(given).includes('null')) continue;
      if (JSON.stringify(given) === JSON.stringify(readFieldSet(key, object, truth)))
        return { ...object, representation };
    }
  }
  return undefined;
}

/** What a field of an object truly is: a leaf, a GraphObject, a list of them. Throws where the field fails. */
export function resolveTruth(
  graph: GeneratedGraph,
  object: GraphObject,
  field: string,
  args: Readonly<Record<string, unknown>>,
): unknown {
  const truth = truthOf(graph, object, field);
  let inputs: unknown;
  if (truth.requires !== undefined) inputs = requiredOf(graph, truth.requires, object);
  if (truth.context) inputs = contextOf(graph, truth.context, object);
  return valueFrom(graph, truth, object, field, args, inputs);
}

/** Throws for a field that no object of that type has. */
export function truthOf(graph: GeneratedGraph, object: GraphObject, field: string): FieldTruth {
  const truth = graph.fields.get(`${concreteTypeOf(object)}.${field}`);
  if (!truth) throw new Error(`No truth about ${concreteTypeOf(object)}.${field}`);
  return truth;
}

/** The type an object truly has, also where a subgraph knows it as an interface object. */
export function concreteTypeOf(object: GraphObject): string {
  return object.index === undefined ? object.__typename : (object.identity.split(':')[0] as string);
}

function requiredOf(graph: GeneratedGraph, fieldSet: string, object: GraphObject): unknown {
  return readFieldSet(parseFieldSet(fieldSet), object, (from, field) => {
    const args = Object.fromEntries(
      (field.arguments ?? []).map(({ name, value }) => [
        name.value,
        value.kind === Kind.INT ? Number(value.value) : 'value' in value ? value.value : null,
      ]),
    );
    try {
      return resolveTruth(graph, from as GraphObject, field.name.value, args);
    } catch {
      return null;
    }
  });
}

function contextOf(
  graph: GeneratedGraph,
  context: NonNullable<FieldTruth['context']>,
  object: GraphObject,
): unknown {
  let above = object.parent;
  while (above && concreteTypeOf(above) !== context.type) above = above.parent;
  return above ? resolveTruth(graph, above, context.field, {}) : null;
}

/** The value of a field from all it depends on. `inputs` are required values or a context's. */
export function valueFrom(
  graph: GeneratedGraph,
  truth: FieldTruth,
  object: GraphObject,
  field: string,
  args: Readonly<Record<string, unknown>>,
  inputs: unknown,
): unknown {
  const given = { ...truth.defaults, ...args };
  const argsText = JSON.stringify(
    Object.keys(given)
      .sort()
      .map((name) => [name, given[name]]),
  );
  const identity = `${object.identity}.${field}${argsText}${JSON.stringify(inputs ?? null)}`;
  if (truth.fails && hashOf(`fails ${identity}`) % 3 === 0) throw new Error(`${field} fails`);
  if (object.index !== undefined && isKeyField(graph, concreteTypeOf(object), field)) {
    return keyValue(graph, field, object, truth);
  }
  const limit = typeof given.first === 'number' ? Math.max(0, given.first) : 3;
  if (object.__typename === 'Query' && typeof given.id === 'string') return byId(truth, object, given.id);
  return ofType(graph, truth, truth.type, identity, object, limit);
}

function byId(truth: FieldTruth, parent: GraphObject, id: string): GraphObject | null {
  const [name, index] = id.split('-');
  const typename = named(truth.type);
  const isThere = name === typename && Number(index) < instancesOfEntity;
  return isThere ? entityAt(typename, Number(index), parent) : null;
}

function ofType(
  graph: GeneratedGraph,
  truth: FieldTruth,
  type: string,
  identity: string,
  parent: GraphObject,
  limit: number,
): unknown {
  const hash = hashOf(identity);
  const isRequired = type.endsWith('!');
  const bare = isRequired ? type.slice(0, -1) : type;
  if (!isRequired && hash % 7 === 0) return null;
  if (bare.startsWith('[')) {
    const least = parent.identity === 'Query' ? 1 : 0;
    const length = Math.min(limit, least + ((hash >>> 3) % 3));
    const inner = bare.slice(1, -1);
    return Array.from({ length }, (_, i) => ofType(graph, truth, inner, `${identity}/${i}`, parent, limit));
  }
  const choice = hash >>> 4;
  const typename = truth.members ? (truth.members[choice % truth.members.length] as string) : bare;
  if (graph.entities.has(typename)) return entityAt(typename, (hash >>> 9) % instancesOfEntity, parent);
  switch (bare) {
    case 'Int':
      return choice % 1000;
    case 'Float':
      return (choice % 1000) + 0.5;
    case 'Boolean':
      return choice % 2 === 0;
    case 'String':
    case 'ID':
      return `t${choice % 100_000}`;
    case 'Color':
      return graph.enumValues[choice % graph.enumValues.length];
    default:
      return { __typename: typename, identity, parent };
  }
}

function isKeyField(graph: GeneratedGraph, typename: string, field: string): boolean {
  return graph.entities.get(typename)?.keys.some((key) => key.split(/[\s{}]+/).includes(field)) ?? false;
}

/** Keys tell instances apart. Those that may be null are, for the last instance. */
function keyValue(graph: GeneratedGraph, field: string, object: GraphObject, truth: FieldTruth): unknown {
  const index = object.index ?? 0;
  if (!truth.type.endsWith('!') && index === instancesOfEntity - 1) return null;
  if (field === 'a') return index % 2;
  if (field === 'b') return index >> 1;
  const typename = named(truth.type);
  const isLeaf = ['ID', 'Int', 'String'].includes(typename);
  const one = isLeaf
    ? `${concreteTypeOf(object)}-${index}${field === 'id' ? '' : field}`
    : graph.entities.has(typename)
      ? entityAt(typename, index, object)
      : { __typename: typename, identity: `${object.identity}/${field}`, parent: object };
  return truth.type.startsWith('[') ? [one] : one;
}

export function named(type: string): string {
  return type.replace(/[[\]!]/g, '');
}

const parsed = new Map<string, SelectionSetNode>();

export function parseFieldSet(fieldSet: string): SelectionSetNode {
  let node = parsed.get(fieldSet);
  if (!node) {
    const definition = parse(`{${fieldSet}}`, { noLocation: true }).definitions[0];
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a field set: ${fieldSet}`);
    node = definition.selectionSet;
    parsed.set(fieldSet, node);
  }
  return node;
}

/** The plain values of a field set, read from anything by `read`. */
export function readFieldSet(
  set: SelectionSetNode,
  from: unknown,
  read: (from: unknown, field: FieldNode) => unknown,
): unknown {
  if (from === null || from === undefined) return null;
  if (Array.isArray(from)) return from.map((item) => readFieldSet(set, item, read));
  return set.selections.map((selection) => {
    if (selection.kind !== Kind.FIELD) throw new Error('Field sets of generated graphs hold fields only');
    const value = read(from, selection);
    return selection.selectionSet ? readFieldSet(selection.selectionSet, value, read) : (value ?? null);
  });
}
