import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type GraphQLSchema, parse } from 'graphql';
import { AccessRules } from '../security/access-rules.ts';
import { federationNames } from './federation-names.ts';
import { createApolloPlanner, type Planner } from './planner.ts';
import { TypeLattice } from './type-lattice.ts';

/** A supergraph, ready to run operations against. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see: no join directives, nothing `@inaccessible`. */
  readonly schema: GraphQLSchema;
  /** Types as subgraphs know them, inaccessible ones too: plans are about these. */
  readonly types: TypeLattice;
  readonly planner: Planner;
  readonly access: AccessRules;
  /** Field names that plans use for their own needs; see `withSafeKeys`. */
  readonly federationNames: ReadonlySet<string>;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

/** Context arguments need rewrites that this engine does not do; refusing them beats answering wrongly. */
const unsupported = ['https://specs.apollo.dev/context/', 'https://specs.apollo.dev/connect/'];

const supportedFeatures = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter(
    (feature) => !unsupported.some((prefix) => feature.startsWith(prefix)),
  ),
);

/**
 * Builds a supergraph from its SDL. Throws when it is not a valid supergraph or uses a feature that is not supported.
 * `urls` override the routing URLs in it by subgraph name.
 */
export function loadSupergraph(sdl: string, urls: ReadonlyMap<string, string> = new Map()): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { supportedFeatures, validateSupergraph: true });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const subgraphs = [...supergraph.subgraphsMetadata()].map(({ name, url }) => {
    const chosen = urls.get(name) ?? url;
    if (!URL.canParse(chosen)) throw new Error(`Subgraph "${name}" has no valid URL: "${chosen}"`);
    return { name, url: chosen };
  });
  const document = parse(sdl, { noLocation: true });
  return {
    sdl,
    schema,
    types: new TypeLattice(supergraph.schema.toGraphQLJSSchema()),
    planner: createApolloPlanner(supergraph),
    access: new AccessRules(document, schema),
    federationNames: federationNames(document),
    subgraphs,
  };
}
