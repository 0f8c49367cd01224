import type { FieldNode, GraphQLError } from 'graphql';
import type { CollectContext, CollectedField } from './collect-fields.ts';

/** What shaping needs besides the operation. */
export interface ShapeContext extends CollectContext {
  /** An error to report instead of a field's value where the viewer may not see it. */
  readonly denial: (types: ReadonlySet<string>, field: string) => GraphQLError | undefined;
  /** Keys under which fields are found in fetched data, where they differ from the client's. */
  readonly keyOf: ReadonlyMap<FieldNode, string>;
  /** JSON text of `__schema` or `__type`, answered from the API schema. */
  readonly introspect: (field: CollectedField, variables: Readonly<Record<string, unknown>>) => string;
}
