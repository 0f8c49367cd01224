import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { type GeneratedGraph, type GraphObject, resolveTruth, truthOf } from './generated-graph.ts';

/**
 * The right answer: the operation executed by graphql-js on the schema clients see, with the truth at hand and no
 * federation in between. `isClosed` tells whether the viewer may not read a field's rules.
 */
export async function referenceAnswer(
  graph: GeneratedGraph,
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const result = await execute({
    schema,
    document,
    variableValues,
    rootValue: { __typename: 'Query', identity: 'Query' },
    fieldResolver: (source: GraphObject, args, _context, { fieldName, parentType }) => {
      const object = source.identity === 'Query' ? { ...source, __typename: parentType.name } : source;
      if (truthOf(graph, object, fieldName).closed) throw new Error('closed');
      return resolveTruth(graph, object, fieldName, args);
    },
    typeResolver: (source) => (source as GraphObject).__typename,
  });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}
