import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { CompiledOperation } from '../execution/operation.ts';
import { anonymousViewer } from '../security/viewer.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { type CacheHint, readCacheHints } from './cache-hints.ts';

/** Who may read one and the same live stream. */
export interface Sharing {
  /** Everybody, since it is read as an anonymous viewer would read it; or only the viewer it is read for. */
  readonly scope: 'public' | 'viewer';
  /**
   * Each event is the whole present state: the last one may be given to whoever joins later, and a slow reader may skip
   * to the newest.
   */
  readonly isState: boolean;
}

const sharings = new WeakMap<CompiledOperation, Sharing>();
const hintsOf = new WeakMap<LoadedSupergraph, ReadonlyMap<string, CacheHint>>();

/**
 * How a subscription may be shared, by the rules of `@cacheControl` that Apollo's caches follow: an answer may be used
 * again when each of its root fields and objects has a `maxAge` above 0, and for other viewers when nothing in it is
 * PRIVATE. Nothing is shared between viewers because of what is missing from a schema. An answer with any field
 * that anonymous viewers may not read is never public.
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
    hints = readCacheHints(supergraph.sdl);
    hintsOf.set(supergraph, hints);
  }
  const found = { hasAge: root !== undefined && root !== null, isOpen: true };
  if (root && hints.size > 0) {
    const walk: Walk = { supergraph, operation, hints, found };
    visitSelections(walk, [root], operation.definition.selectionSet, true);
  } else {
    found.hasAge = false;
  }
  return { scope: found.hasAge && found.isOpen ? 'public' : 'viewer', isState: found.hasAge };
}

interface Walk {
  readonly supergraph: LoadedSupergraph;
  readonly operation: CompiledOperation;
  readonly hints: ReadonlyMap<string, CacheHint>;
  readonly found: { hasAge: boolean; isOpen: boolean };
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
  const own = hints.get(`${type.name}.${name}`);
  const ofType = hints.get(returned.name);
  const isPrivate = own?.isPrivate || ofType?.isPrivate || hints.get(type.name)?.isPrivate;
  const rights = supergraph.access.rightsOf(anonymousViewer);
  if (isPrivate || !supergraph.access.isOpen(rights, type.name, name)) found.isOpen = false;
  const age = own?.maxAge ?? ofType?.maxAge;
  const inherits = !isRoot && (own?.inherits || ofType?.inherits || !isCompositeType(returned));
  if (age === undefined ? !inherits : age <= 0) found.hasAge = false;
  if (!node.selectionSet || !isCompositeType(returned)) return;
  visitSelections(walk, possibleTypes(supergraph.schema, returned.name), node.selectionSet);
}

function possibleTypes(schema: GraphQLSchema, name: string): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
