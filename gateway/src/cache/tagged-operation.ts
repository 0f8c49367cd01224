import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isJsonObject } from '../execution/json.ts';
import type { SubgraphTypes } from './subgraph-types.ts';

/** Response names of what is asked for beside the client's fields. A client that uses them is not served from the cache. */
const typeName = '__cacheType';
const keyName = (type: string): string => `__cacheKey_${type}`;
const ownName = /^__cache/;

/** A subgraph operation whose answer tells which entities it is about. */
export interface TaggedOperation {
  readonly operation: string;
  /** Types of entities that may be in the answer: tags of every answer. */
  readonly types: readonly string[];
}

/** The tag of all entities of a type. */
export function typeTag(type: string): string {
  return type;
}

/** The tag of one entity. */
export function entityTag(type: string, key: unknown): string {
  return `${type}:${String(key)}`;
}

/**
 * Adds to an operation what is needed to know every entity of the given types in its answer: the type and the value of
 * the key field, wherever one may stand. Undefined when that is not possible; such an answer must not be kept, as the
 * event that makes it old could not find it.
 */
export function tagOperation(
  schema: GraphQLSchema,
  subgraph: SubgraphTypes,
  keyFields: ReadonlyMap<string, string>,
  document: DocumentNode,
): TaggedOperation | undefined {
  const types = new Set<string>();
  let isPossible = true;

  const tagSet = (set: SelectionSetNode, parent: GraphQLNamedType): SelectionSetNode => {
    const selections = set.selections.map((selection) => tagSelection(selection, parent));
    return { ...set, selections: [...selections, ...fieldsFor(parent)] };
  };

  const tagSelection = (selection: SelectionNode, parent: GraphQLNamedType): SelectionNode => {
    // Its fields are those of its definition, which is tagged once.
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value;
      const type = name === undefined ? parent : schema.getType(name);
      if (!type) return fail(selection);
      return { ...selection, selectionSet: tagSet(selection.selectionSet, type) };
    }
    const responseName = selection.alias?.value ?? selection.name.value;
    if (ownName.test(responseName)) return fail(selection);
    if (!selection.selectionSet) return selection;
    if (selection.name.value === '_entities') {
      const selections = selection.selectionSet.selections.map((one) => tagSelection(one, parent));
      return { ...selection, selectionSet: { ...selection.selectionSet, selections } };
    }
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
    if (!field) return fail(selection);
    return { ...selection, selectionSet: tagSet(selection.selectionSet, getNamedType(field.type)) };
  };

  /** What tells an object of this type apart, if it may be one of an entity that can be invalidated. */
  const fieldsFor = (type: GraphQLNamedType): SelectionNode[] => {
    if (!isAbstractType(type)) return fieldsOf(type.name);
    const possible = schema.getPossibleTypes(type).filter(({ name }) => keyFields.has(name));
    if (possible.length > 0 && subgraph.isInterfaceObject(type.name)) isPossible = false;
    return possible
      .filter(({ name }) => subgraph.isMember(type.name, name))
      .map(({ name }) => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
        selectionSet: { kind: Kind.SELECTION_SET, selections: fieldsOf(name) },
      }));
  };

  const fieldsOf = (type: string): SelectionNode[] => {
    const key = keyFields.get(type);
    if (key === undefined) return [];
    types.add(type);
    if (!subgraph.hasField(type, key)) isPossible = false;
    return [aliased(typeName, '__typename'), aliased(keyName(type), key)];
  };

  const fail = <T>(value: T): T => {
    isPossible = false;
    return value;
  };

  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) {
      return fail(definition);
    }
    const type =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? schema.getType(definition.typeCondition.name.value)
        : schema.getQueryType();
    return type ? { ...definition, selectionSet: tagSet(definition.selectionSet, type) } : fail(definition);
  });
  if (!isPossible) return undefined;
  return {
    operation: types.size === 0 ? print(document) : print({ ...document, definitions }),
    types: [...types],
  };
}

function aliased(alias: string, name: string): SelectionNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
  };
}

/** The tags of the entities in a part of an answer. */
export function tagsIn(value: unknown, tags: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value) tagsIn(item, tags);
  } else if (isJsonObject(value)) {
    const { [typeName]: type } = value;
    const key = typeof type === 'string' ? value[keyName(type)] : undefined;
    if (typeof type === 'string' && key != null) tags.add(entityTag(type, key));
    for (const name in value) {
      const inner = value[name];
      if (typeof inner === 'object' && inner !== null) tagsIn(inner, tags);
    }
  }
  return tags;
}
