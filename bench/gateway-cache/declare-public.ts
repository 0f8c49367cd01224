import { type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';

const hint = '@cacheControl(maxAge: 3600)';
const definition = `
extend schema
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
  const text = print(declared).replace(/import: \[([^\]]*)\]/, 'import: [$1, "@composeDirective"]');
  return text + definition;
}
