import { Kind, parse, type SelectionSetNode } from 'graphql';

/** Parses the field set of a directive, such as `id owner { name }`. Throws when it is not one. */
export function parseFieldSet(fieldSet: string): SelectionSetNode {
  const [definition] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a field set: ${fieldSet}`);
  return definition.selectionSet;
}
