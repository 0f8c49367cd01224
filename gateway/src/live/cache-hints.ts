import { type DirectiveNode, type FieldDefinitionNode, parse } from 'graphql';

/** What `@cacheControl` says of a field or type. */
export interface CacheHint {
  readonly maxAge?: number;
  readonly isPrivate: boolean;
  /** The age is that of the parent. */
  readonly inherits: boolean;
}

/** The `@cacheControl` hints of a supergraph, by type name and by `Type.field`. Composition keeps them with `@composeDirective`. */
export function readCacheHints(sdl: string): ReadonlyMap<string, CacheHint> {
  const hints = new Map<string, CacheHint>();
  const keep = (key: string, directives: readonly DirectiveNode[] | undefined): void => {
    for (const directive of directives ?? []) {
      if (directive.name.value !== 'cacheControl') continue;
      const hint = toHint(directive);
      const other = hints.get(key);
      hints.set(key, other ? stricter(other, hint) : hint);
    }
  };
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    keep(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of (definition.fields ?? []) as readonly FieldDefinitionNode[]) {
      keep(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }
  return hints;
}

function toHint(directive: DirectiveNode): CacheHint {
  let hint: CacheHint = { isPrivate: false, inherits: false };
  for (const { name, value } of directive.arguments ?? []) {
    if (name.value === 'maxAge' && value.kind === 'IntValue') hint = { ...hint, maxAge: Number(value.value) };
    if (name.value === 'scope' && value.kind === 'EnumValue')
      hint = { ...hint, isPrivate: value.value === 'PRIVATE' };
    if (name.value === 'inheritMaxAge' && value.kind === 'BooleanValue')
      hint = { ...hint, inherits: value.value };
  }
  return hint;
}

/** Subgraphs that disagree: whoever allows less is right. */
function stricter(one: CacheHint, other: CacheHint): CacheHint {
  const maxAge = Math.min(one.maxAge ?? 0, other.maxAge ?? 0);
  return { maxAge, isPrivate: one.isPrivate || other.isPrivate, inherits: one.inherits && other.inherits };
}
