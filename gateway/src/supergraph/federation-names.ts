import { type DocumentNode, parse, visit } from 'graphql';

/**
 * Names of all fields that keys and `@requires` of a supergraph mention, and `__typename`. The planner fetches these for
 * its own needs, under these names.
 */
export function federationNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set(['__typename']);
  const add = (fieldSet: string): void => {
    visit(parse(`{${fieldSet}}`, { noLocation: true }), {
      Field: (node) => {
        names.add(node.name.value);
      },
    });
  };
  visit(supergraph, {
    Directive: (node) => {
      if (node.name.value !== 'join__type' && node.name.value !== 'join__field') return;
      for (const argument of node.arguments ?? []) {
        const { value } = argument;
        const isFieldSet = argument.name.value === 'key' || argument.name.value === 'requires';
        if (isFieldSet && value.kind === 'StringValue') add(value.value);
      }
    },
  });
  return names;
}
