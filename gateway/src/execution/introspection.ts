import type { VariableDefinitionNode } from 'graphql';
import {
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  visit,
} from 'graphql';
import type { CollectedField } from './collect-fields.ts';

/** Answers `__schema` and `__type` from the API schema as JSON text; repeated answers without variables are kept. */
export function compileIntrospection(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variableDefinitions: readonly VariableDefinitionNode[],
): (field: CollectedField, variables: Readonly<Record<string, unknown>>) => string {
  // By field, not by its key: other conditions can give one key other selections.
  const kept = new WeakMap<CollectedField, string>();
  return (field, variables) => {
    const text = kept.get(field);
    if (text !== undefined) return text;
    const usesVariables =
      field.nodes.some((node) => hasVariable(node)) || [...fragments.values()].some(hasVariable);
    const { data } = executeSync({
      schema,
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            kind: Kind.OPERATION_DEFINITION,
            operation: OperationTypeNode.QUERY,
            variableDefinitions,
            selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
          },
          ...fragments.values(),
        ],
      },
      variableValues: variables,
    });
    const answer = JSON.stringify(data?.[field.key] ?? null);
    if (!usesVariables) kept.set(field, answer);
    return answer;
  };
}

function hasVariable(node: Parameters<typeof visit>[0]): boolean {
  let found = false;
  visit(node, {
    enter: ({ kind }) => {
      if (kind === Kind.VARIABLE) found = true;
    },
  });
  return found;
}
