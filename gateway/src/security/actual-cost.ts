import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
} from 'graphql';
import { collectFields } from '../execution/collect-fields.ts';
import { variableReader } from './argument-values.ts';
import type { CostRules } from './cost-rules.ts';
import { mutationCost } from './operation-cost.ts';

/**
 * What an answer cost: the weights of the objects and values that are in it. It walks the whole answer, so it is for
 * those who asked to see it. An object read through an abstract type counts with the fields of the type that its
 * `__typename` names, if it was selected, else with those of the abstract type.
 */
export function actualCost(
  { schema, rules }: { schema: GraphQLSchema; rules: CostRules },
  operation: {
    document: DocumentNode;
    operationName: string | undefined;
    variables: Readonly<Record<string, unknown>>;
  },
  data: unknown,
): number {
  const definition = getOperationAST(operation.document, operation.operationName);
  const root = definition && schema.getRootType(definition.operation);
  if (!definition || !root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of operation.document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const conditions: Record<string, unknown> = {};
  const read = variableReader(definition);
  for (const { variable } of definition.variableDefinitions ?? [])
    conditions[variable.name.value] = read(variable.name.value)(operation.variables);
  const context = { schema, fragments, conditions };

  const costOf = (type: GraphQLNamedOutputType, selections: Selections, value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const named =
      isAbstractType(type) && '__typename' in value ? schema.getType(String(value.__typename)) : type;
    const concrete = named && isObjectType(named) ? named : type;
    if (!isCompositeType(concrete)) return 0;
    let total = 0;
    for (const { key, name, nodes } of collectFields(context, concrete, selections).values()) {
      const fields = isObjectType(concrete) || isInterfaceType(concrete) ? concrete.getFields() : {};
      const field = fields[name];
      const below = (value as Record<string, unknown>)[key];
      if (!field || below === undefined) continue;
      const returned = getNamedType(field.type);
      const weight =
        rules.field(concrete.name, name).weight ??
        rules.weight(returned.name) ??
        (isCompositeType(returned) ? 1 : 0);
      const inner = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      for (const item of items(below)) total += weight + costOf(returned, inner, item);
    }
    return total;
  };
  const rootFields =
    definition.operation === 'mutation' && data !== null ? Object.keys(data as object).length : 0;
  return Math.max(0, mutationCost * rootFields + costOf(root, [definition.selectionSet], data));
}

type Selections = Parameters<typeof collectFields>[2];

/** Everything but nulls in a value, lists of lists laid flat. */
function items(value: unknown): unknown[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.flatMap(items) : [value];
}
