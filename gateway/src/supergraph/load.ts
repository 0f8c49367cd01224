import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type GraphQLSchema, parse } from 'graphql';
import type { CacheableSupergraph } from '../cache/fetch-cache.ts';
import { AccessRules } from '../security/access-rules.ts';
import { federationNames } from './federation-names.ts';
import { createHivePlanner } from './hive-planner.ts';
import { OverrideLabels } from './override-labels.ts';
import { createApolloPlanner, createCheckedPlanner, type Planner } from './planner.ts';
import { type PlanningBudget, withPlanningBudget } from './planning-budget.ts';
import { SubgraphFields } from './subgraph-fields.ts';
import { TypeLattice } from './type-lattice.ts';

export interface PlanningOptions {
  /** Which planner plans first. Where Hive's has no binary or gives no plan that holds, Apollo's does. */
  readonly planner?: 'apollo' | 'hive';
  /** Custom labels of `@override` that are on; see OverrideLabels. */
  readonly overrideLabels?: readonly string[];
  /** How much planning there may be; without it, as much as is asked for. */
  readonly budget?: PlanningBudget;
}

/** A supergraph, ready to run operations against. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see: no join directives, nothing `@inaccessible`. */
  readonly schema: GraphQLSchema;
  /** Types as subgraphs know them, inaccessible ones too: plans are about these. */
  readonly types: TypeLattice;
  readonly planner: Planner;
  /** Which labels of progressive `@override` are active for whom. */
  readonly overrides: OverrideLabels;
  readonly access: AccessRules;
  /** Field names that plans use for their own needs; see `withSafeKeys`. */
  readonly federationNames: ReadonlySet<string>;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** What the cache needs to know of it. */
  readonly cacheable: CacheableSupergraph;
}

/** Connectors need no subgraph but an engine of their own; refusing them beats answering wrongly. */
const unsupported = ['https://specs.apollo.dev/connect/'];

const supportedFeatures = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter(
    (feature) => !unsupported.some((prefix) => feature.startsWith(prefix)),
  ),
);

/** The supergraph of an SDL as Apollo's packages know it. Throws when it is not valid or uses what is not supported. */
export function buildSupergraph(sdl: string): Supergraph {
  return Supergraph.build(sdl, { supportedFeatures, validateSupergraph: true });
}

/**
 * Builds a supergraph from its SDL. Throws when it is not a valid supergraph or uses a feature that is not supported.
 * `urls` override the routing URLs in it by subgraph name, which may also be as environment variables have it: in lower
 * case, and with `_` for all that is neither letter nor digit.
 */
export function loadSupergraph(
  sdl: string,
  urls: ReadonlyMap<string, string> = new Map(),
  options: PlanningOptions = {},
): LoadedSupergraph {
  const supergraph = buildSupergraph(sdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const subgraphs = [...supergraph.subgraphsMetadata()].map(({ name, url }) => {
    const chosen = urls.get(name) ?? urls.get(name.toLowerCase().replace(/[^a-z\d]/g, '_')) ?? url;
    if (!URL.canParse(chosen)) throw new Error(`Subgraph "${name}" has no valid URL: "${chosen}"`);
    return { name, url: chosen };
  });
  const document = parse(sdl, { noLocation: true });
  const wholeSchema = supergraph.schema.toGraphQLJSSchema();
  const hive = options.planner === 'hive' ? createHivePlanner(sdl) : undefined;
  const apollo = createApolloPlanner(supergraph);
  const planner = createCheckedPlanner(new SubgraphFields(document), hive ? [hive, apollo] : [apollo]);
  return {
    sdl,
    schema,
    types: new TypeLattice(wholeSchema),
    planner: options.budget ? withPlanningBudget(planner, options.budget, () => performance.now()) : planner,
    overrides: new OverrideLabels(document, options.overrideLabels),
    access: new AccessRules(document, schema),
    federationNames: federationNames(document),
    subgraphs,
    cacheable: {
      document,
      schema: wholeSchema,
      subgraphSdl: (name) => String(supergraph.subgraphs().get(name)),
    },
  };
}
