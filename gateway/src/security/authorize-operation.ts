import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CollectContext, collectFields } from '../execution/collect-fields.ts';
import { gatewayError } from '../execution/errors.ts';
import type { AccessRules } from './access-rules.ts';
import { isAuthenticated, type Viewer } from './viewer.ts';

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document without the fields that the given rights do not open, so that subgraphs are never asked for them.
 * Returns the same document when nothing had to go. A selection left empty asks for `__typename` alone.
 */
export function withoutClosedFields(
  schema: GraphQLSchema,
  rules: AccessRules,
  rights: string,
  document: DocumentNode,
): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  const open = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: (node) => {
        const parent = typeInfo.getParentType();
        return parent && !rules.isOpen(rights, parent.name, node.name.value) ? null : undefined;
      },
    }),
  );
  if (open === document) return document;
  return visit(open, {
    SelectionSet: (node) =>
      node.selections.length === 0 ? { ...node, selections: [typenameField] } : undefined,
  });
}

/**
 * Mutations and subscriptions are refused as a whole when the viewer may not use one of their root fields: doing half
 * of what was asked would be worse than nothing. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export function assertRootFieldsOpen(
  schema: GraphQLSchema,
  rules: AccessRules,
  viewer: Viewer,
  operation: OperationDefinitionNode,
  collecting: Pick<CollectContext, 'fragments' | 'conditions'>,
): void {
  if (operation.operation === 'query' || rules.isEmpty) return;
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const rights = rules.rightsOf(viewer);
  for (const field of collectFields({ schema, ...collecting }, root, [operation.selectionSet]).values()) {
    if (rules.isOpen(rights, root.name, field.name)) continue;
    throw isAuthenticated(viewer)
      ? gatewayError('FORBIDDEN', `Not allowed to use ${field.name}`, { path: [field.key] })
      : gatewayError('UNAUTHENTICATED', `Sign in to use ${field.name}`, { path: [field.key] });
  }
}
