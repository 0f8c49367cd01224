import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHints } from './cache-hints.ts';

/**
 * How long, in seconds, the answer to a subgraph operation may be kept and given to anybody; 0 when it may not. It may
 * only if every field is declared public with an age and has no access rule. Ages follow Apollo Server's cache-control
 * plugin: a field's hint replaces that of the type it returns, leaf fields take over their parent's, and fields that return
 * objects have the age 0 unless something says otherwise. It is stricter in one way: a root field must have a hint of its
 * own, as a list of public things may be one viewer's list. Where the concrete type is not known, the strictest of the
 * possible ones counts.
 */
export function publicAgeSeconds(hints: CacheHints, schema: GraphQLSchema, document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, node);
  }
  let age = Number.POSITIVE_INFINITY;
  for (const node of document.definitions) {
    if (node.kind !== 'OperationDefinition') continue;
    const root = schema.getQueryType();
    if (node.operation !== 'query' || !root) return 0;
    visitSelections(node.selectionSet, root, true);
  }
  return age === Number.POSITIVE_INFINITY ? 0 : age;

  function visitSelections(set: SelectionSetNode, parent: GraphQLNamedType, isRoot: boolean): void {
    for (const selection of set.selections) visitSelection(selection, parent, isRoot);
  }

  function visitSelection(selection: SelectionNode, parent: GraphQLNamedType, isRoot: boolean): void {
    if (selection.kind === 'Field') {
      const { value: name } = selection.name;
      if (name === '__typename') return;
      if (name === '_entities' && isRoot) visitEntities(selection.selectionSet);
      else visitField(name, selection.selectionSet, parent, isRoot);
      return;
    }
    const part = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection;
    if (!part) {
      refuse();
      return;
    }
    const type = part.typeCondition ? schema.getType(part.typeCondition.name.value) : parent;
    if (!type) {
      refuse();
      return;
    }
    visitSelections(part.selectionSet, type, isRoot);
  }

  /** An entity is as old as its type says; without a hint it has the age 0. */
  function visitEntities(set: SelectionSetNode | undefined): void {
    for (const selection of set?.selections ?? []) {
      const name = selection.kind === 'InlineFragment' ? selection.typeCondition?.name.value : undefined;
      const type = name === undefined ? undefined : schema.getType(name);
      if (selection.kind !== 'InlineFragment' || !type) {
        if (selection.kind !== 'Field' || selection.name.value !== '__typename') refuse();
        continue;
      }
      for (const { name: typeName } of concreteTypes(type)) {
        const { maxAge, scope } = hints.of(typeName);
        restrict(scope === 'PRIVATE' || hints.isGuarded(typeName) ? 0 : (maxAge ?? 0));
      }
      visitSelections(selection.selectionSet, type, false);
    }
  }

  function visitField(
    name: string,
    set: SelectionSetNode | undefined,
    parent: GraphQLNamedType,
    isRoot: boolean,
  ): void {
    for (const type of concreteTypes(parent)) {
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      // A type that does not have the field is told by another fragment; on the parent itself it must be there.
      if (!field) {
        if (type === parent) refuse();
        continue;
      }
      const key = `${type.name}.${name}`;
      const target = getNamedType(field.type);
      const targets = concreteTypes(target);
      if ([type.name, key, ...targets.map((one) => one.name)].some((one) => hints.isGuarded(one))) refuse();
      for (const one of targets) restrict(ageOf(key, one, isRoot));
    }
    const [field] = concreteTypes(parent)
      .map((type) => (isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined))
      .filter((found) => found !== undefined);
    if (set && field) visitSelections(set, getNamedType(field.type), false);
  }

  /** The age a field gives to the answer; undefined when it has none of its own. */
  function ageOf(key: string, target: GraphQLNamedType, isRoot: boolean): number | undefined {
    if (isRoot && hints.of(key).maxAge === undefined) return 0;
    const isComposite = isCompositeType(target);
    const ofType = isComposite ? hints.of(target.name) : {};
    const ofField = hints.of(key);
    const scope = ofField.scope ?? ofType.scope;
    if (scope === 'PRIVATE') return 0;
    const age = ofField.maxAge ?? ofType.maxAge;
    if (age !== undefined) return age;
    const inherits = ofField.inheritMaxAge === true || ofType.inheritMaxAge === true;
    return isComposite && !inherits ? 0 : undefined;
  }

  /** A type and, for an abstract one, all that it may be. */
  function concreteTypes(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    return isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  }

  function restrict(seconds: number | undefined): void {
    if (seconds !== undefined && seconds < age) age = seconds;
  }

  function refuse(): void {
    age = 0;
  }
}
