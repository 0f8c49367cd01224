import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { CacheHints } from '../cache/cache-hints.ts';
import type { CompiledOperation } from '../execution/operation.ts';
import { anonymousViewer } from '../security/viewer.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';

/** Who may read one and the same live stream. */
export interface Sharing {
  /** Everybody, since it is read as an anonymous viewer would read it; or only the viewer it is read for. */
  readonly scope: 'public' | 'viewer';
  /**
   * Above 0 each event is the whole present state: a slow reader may skip to the newest, and whoever joins later may get
   * it for so long after it was joined with data of other subgraphs, which may have changed since.
   */
  readonly maxAgeMs: number;
}

const sharings = new WeakMap<CompiledOperation, Sharing>();
const hintsOf = new WeakMap<LoadedSupergraph, CacheHints>();

/**
 * How a subscription may be shared. Its events are a state when the field of the Subscription type says
 * `@cacheControl(maxAge: …)` above 0 itself, and every object below has an age too, by the rules Apollo's caches
 * follow. They are public when that field says `scope: PUBLIC` as well, nothing below is PRIVATE, and anonymous viewers
 * may read every field. Nothing is shared because of what is missing from a schema; and what is public is read as
 * anonymous, so that even a schema that is wrong gives nobody what is another's.
 */
export function sharingOf(supergraph: LoadedSupergraph, operation: CompiledOperation): Sharing {
  let sharing = sharings.get(operation);
  if (!sharing) {
    sharing = decide(supergraph, operation);
    sharings.set(operation, sharing);
  }
  return sharing;
}

function decide(supergraph: LoadedSupergraph, operation: CompiledOperation): Sharing {
  const root = supergraph.schema.getSubscriptionType();
  let hints = hintsOf.get(supergraph);
  if (!hints) {
    hints = new CacheHints(parse(supergraph.sdl, { noLocation: true }));
    hintsOf.set(supergraph, hints);
  }
  if (!root || hints.isEmpty) return ofOneViewer;
  const found = { maxAge: Number.POSITIVE_INFINITY, isPublic: true };
  visitSelections({ supergraph, operation, hints, found }, [root], operation.definition.selectionSet, true);
  const { maxAge, isPublic } = found;
  if (maxAge <= 0 || maxAge === Number.POSITIVE_INFINITY) return ofOneViewer;
  return { scope: isPublic ? 'public' : 'viewer', maxAgeMs: maxAge * 1_000 };
}

const ofOneViewer: Sharing = { scope: 'viewer', maxAgeMs: 0 };

interface Walk {
  readonly supergraph: LoadedSupergraph;
  readonly operation: CompiledOperation;
  readonly hints: CacheHints;
  readonly found: { maxAge: number; isPublic: boolean };
}

/** Every field is judged on every type that it may turn out to stand on. */
function visitSelections(
  walk: Walk,
  types: readonly GraphQLObjectType[],
  { selections }: SelectionSetNode,
  isRoot = false,
): void {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      for (const type of types) visitField(walk, type, selection, isRoot);
      continue;
    }
    const fragment =
      selection.kind === 'InlineFragment'
        ? selection
        : walk.operation.document.definitions.find(
            (definition) =>
              definition.kind === 'FragmentDefinition' && definition.name.value === selection.name.value,
          );
    if (fragment?.kind !== 'FragmentDefinition' && fragment?.kind !== 'InlineFragment') continue;
    const name = fragment.typeCondition?.name.value;
    visitSelections(
      walk,
      name === undefined ? types : possibleTypes(walk.supergraph.schema, name),
      fragment.selectionSet,
      isRoot,
    );
  }
}

function visitField(
  walk: Walk,
  type: GraphQLObjectType,
  node: { readonly name: { readonly value: string }; readonly selectionSet?: SelectionSetNode },
  isRoot: boolean,
): void {
  const { hints, found, supergraph } = walk;
  const name = node.name.value;
  const definition = type.getFields()[name];
  if (!definition) return;
  const returned = getNamedType(definition.type as GraphQLOutputType);
  const own = hints.of(`${type.name}.${name}`);
  const ofType = isCompositeType(returned) ? hints.of(returned.name) : {};
  const isPrivate = [own, ofType, hints.of(type.name)].some(({ scope }) => scope === 'PRIVATE');
  const rights = supergraph.access.rightsOf(anonymousViewer);
  if (isPrivate || !supergraph.access.isOpen(rights, type.name, name)) found.isPublic = false;
  const inherits = !isRoot && (own.inheritMaxAge || ofType.inheritMaxAge || !isCompositeType(returned));
  const age = isRoot ? own.maxAge : (own.maxAge ?? ofType.maxAge);
  found.maxAge = Math.min(found.maxAge, age ?? (inherits ? Number.POSITIVE_INFINITY : 0));
  if (isRoot && own.scope !== 'PUBLIC') found.isPublic = false;
  if (!node.selectionSet || !isCompositeType(returned)) return;
  visitSelections(walk, possibleTypes(supergraph.schema, returned.name), node.selectionSet);
}

function possibleTypes(schema: GraphQLSchema, name: string): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
