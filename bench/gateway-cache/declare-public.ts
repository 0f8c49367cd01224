import { type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';

const hint = '@cacheControl(maxAge: 3600)';
const definition = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective"])
  @link(url: "https://souk.example/cacheControl/v0.1", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
enum CacheControlScope { PUBLIC PRIVATE }
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
`;

/** A subgraph's schema with an age for every type and root field. */
export function declarePublic(sdl: string): string {
  const [hinted] = parse(`type T ${hint} { x: Int }`).definitions;
  const { directives = [] } = hinted as ObjectTypeDefinitionNode;
  const declared = visit(parse(sdl), {
    ObjectTypeDefinition: {
      leave: (node) => {
        if (node.name.value !== 'Query')
          return { ...node, directives: [...(node.directives ?? []), ...directives] };
        const fields = node.fields?.map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...directives],
        }));
        return { ...node, fields };
      },
    },
  });
  // One link to the federation specification: its imports are put together.
  const text = print(declared).replace(/import: \[([^\]]*)\]/, 'import: [$1, "@composeDirective"]');
  return text + definition.replace(/ {2}@link\(url: "https:\/\/specs[^\n]*\n/, '');
}
