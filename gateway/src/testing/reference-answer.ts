import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type GeneratedGraph, type GraphObject, resolveTruth, truthOf } from './generated-graph.ts';

/**
 * The right answer: the operation executed by graphql-js on the schema clients see, with the truth at hand and no
 * federation in between.
 */
export async function referenceAnswer(
  graph: GeneratedGraph,
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const onInterface = fieldsWrittenOnInterfaces(schema, document);
  const isClosed = (object: GraphObject, fieldNodes: readonly FieldNode[]): boolean =>
    fieldNodes.some((node) => {
      const field = node.name.value;
      if (truthOf(graph, object, field).closed) return true;
      // An interface's field is closed when it is closed on any of its types.
      return onInterface.get(node)?.some((type) => graph.fields.get(`${type}.${field}`)?.closed) ?? false;
    });
  const result = await execute({
    schema,
    document,
    variableValues,
    rootValue: { __typename: 'Query', identity: 'Query' },
    fieldResolver: (source: GraphObject, args, _context, { fieldName, fieldNodes, parentType }) => {
      const object = source.identity === 'Query' ? { ...source, __typename: parentType.name } : source;
      if (isClosed(object, fieldNodes)) throw new Error('closed');
      return resolveTruth(graph, object, fieldName, args);
    },
    typeResolver: (source) => (source as GraphObject).__typename,
  });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

/** Fields that are selected through an interface, each with the names of that interface's types. */
function fieldsWrittenOnInterfaces(schema: GraphQLSchema, document: DocumentNode): Map<FieldNode, string[]> {
  const found = new Map<FieldNode, string[]>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: (node) => {
        const parent = typeInfo.getParentType();
        if (isInterfaceType(parent)) {
          found.set(
            node,
            schema.getPossibleTypes(parent).map(({ name }) => name),
          );
        }
      },
    }),
  );
  return found;
}
