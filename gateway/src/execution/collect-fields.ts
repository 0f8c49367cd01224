import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  type SelectionSetNode,
} from 'graphql';
import { type Conditions, isIncluded } from './conditions.ts';

/** One response key of an object: every selection of it that applies. */
export interface CollectedField {
  readonly key: string;
  readonly name: string;
  readonly nodes: FieldNode[];
  /** Types on which the field was written: the object's own or abstract ones above it. */
  readonly writtenOn: Set<string>;
}

export interface CollectContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that `@skip` and `@include` read. */
  readonly conditions: Conditions;
}

/**
 * The fields that selection sets yield on a concrete type, in response order, merged by response key. `declared` names the
 * type of the field that the selection sets stand under, where that is an abstract one.
 */
export function collectFields(
  context: CollectContext,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  declared = type.name,
): Map<string, CollectedField> {
  const fields = new Map<string, CollectedField>();
  const visitedFragments = new Set<string>();

  const collect = (selectionSet: SelectionSetNode, writtenOn: string): void => {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(context.conditions, selection.directives)) continue;
      switch (selection.kind) {
        case 'Field': {
          const key = selection.alias?.value ?? selection.name.value;
          const known = fields.get(key);
          if (known) {
            known.nodes.push(selection);
            known.writtenOn.add(writtenOn);
          } else {
            const name = selection.name.value;
            fields.set(key, { key, name, nodes: [selection], writtenOn: new Set([writtenOn]) });
          }
          break;
        }
        case 'InlineFragment': {
          const condition = selection.typeCondition?.name.value;
          if (applies(context.schema, condition, type))
            collect(selection.selectionSet, condition ?? writtenOn);
          break;
        }
        case 'FragmentSpread': {
          const name = selection.name.value;
          const fragment = context.fragments.get(name);
          if (!fragment || visitedFragments.has(name)) break;
          visitedFragments.add(name);
          const condition = fragment.typeCondition.name.value;
          if (applies(context.schema, condition, type)) collect(fragment.selectionSet, condition);
          break;
        }
      }
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet, declared);
  return fields;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const above = schema.getType(condition);
  if (!isCompositeType(above) || !isAbstractType(above)) return false;
  return 'getTypes' in type ? false : schema.isSubType(above, type);
}
