import type { DirectiveNode, DocumentNode } from 'graphql';

/** What `@cacheControl` says of a type or field. */
export interface CacheHint {
  readonly maxAge?: number | undefined;
  readonly scope?: 'PUBLIC' | 'PRIVATE' | undefined;
  readonly inheritMaxAge?: boolean | undefined;
}

const accessDirectives = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * The `@cacheControl` hints of a supergraph (kept there by `@composeDirective`), and which of its types and fields have a
 * rule on who may read them. Keys are `Type` and `Type.field`.
 */
export class CacheHints {
  private readonly hints = new Map<string, CacheHint>();
  private readonly guarded = new Set<string>();

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
      const { value: name } = definition.name;
      this.keep(name, definition.directives);
      if (!('fields' in definition)) continue;
      for (const field of definition.fields ?? []) this.keep(`${name}.${field.name.value}`, field.directives);
    }
  }

  /** Whether nothing may be cached. */
  get isEmpty(): boolean {
    return ![...this.hints.values()].some(({ maxAge }) => maxAge !== undefined && maxAge > 0);
  }

  of(key: string): CacheHint {
    return this.hints.get(key) ?? noHint;
  }

  isGuarded(key: string): boolean {
    return this.guarded.has(key);
  }

  private keep(key: string, directives: readonly DirectiveNode[] | undefined): void {
    for (const directive of directives ?? []) {
      const { value: name } = directive.name;
      if (name === 'cacheControl') this.hints.set(key, toHint(directive));
      else if (accessDirectives.has(name)) this.guarded.add(key);
    }
  }
}

const noHint: CacheHint = {};

function toHint(directive: DirectiveNode): CacheHint {
  const argumentOf = (argument: string) =>
    directive.arguments?.find(({ name }) => name.value === argument)?.value;
  const maxAge = argumentOf('maxAge');
  const scope = argumentOf('scope');
  const inheritMaxAge = argumentOf('inheritMaxAge');
  return {
    maxAge: maxAge?.kind === 'IntValue' ? Number(maxAge.value) : undefined,
    scope: scope?.kind === 'EnumValue' ? (scope.value === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC') : undefined,
    inheritMaxAge: inheritMaxAge?.kind === 'BooleanValue' ? inheritMaxAge.value : undefined,
  };
}
