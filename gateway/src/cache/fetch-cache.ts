import { hash } from 'node:crypto';
import type { FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { CacheHints } from './cache-hints.ts';
import type { CacheMetrics } from './cache-metrics.ts';
import type { CacheStore } from './cache-store.ts';
import { publicAgeSeconds } from './public-age.ts';
import { PublicFetch } from './public-fetch.ts';
import { JoinedTypes } from './subgraph-types.ts';
import { tagOperation } from './tagged-operation.ts';

/** Tells for each fetch of a plan whether its answers are public data. One for each supergraph. */
export type FetchCache = (node: FetchNode) => PublicFetch | undefined;

export interface FetchCacheDeps {
  readonly store: CacheStore;
  readonly metrics: CacheMetrics;
  /** Types of entities that events can invalidate. */
  readonly invalidatedTypes: readonly string[];
}

export interface CacheableSupergraph {
  readonly document: DocumentNode;
  /** All types, those too that clients do not see. */
  readonly schema: GraphQLSchema;
  /** The schema of a subgraph as text; equal for equal schemas. */
  readonly subgraphSdl: (name: string) => string;
}

/**
 * The cache for the fetches of a supergraph; undefined when it declares nothing as public, so that it costs nothing.
 * Throws when what events shall invalidate is not an entity with a key of a single field.
 */
export function createFetchCache(
  deps: FetchCacheDeps,
  supergraph: CacheableSupergraph,
): FetchCache | undefined {
  const { document, schema } = supergraph;
  const hints = new CacheHints(document);
  if (hints.isEmpty) return undefined;
  const joined = new JoinedTypes(document);
  const keyFields = new Map<string, string>();
  for (const type of deps.invalidatedTypes) {
    const named = schema.getType(type);
    if (!named) continue;
    if (!isObjectType(named)) throw new Error(`Invalidation of ${type}: it is not an object type`);
    const key = joined.keyFieldOf(type);
    if (key === undefined) throw new Error(`Invalidation of ${type}: it has no key of a single field`);
    keyFields.set(type, key);
  }
  const schemaHashes = new Map<string, string>();
  const schemaHashOf = (service: string): string => {
    const known = schemaHashes.get(service) ?? hash('sha256', supergraph.subgraphSdl(service), 'base64url');
    schemaHashes.set(service, known);
    return known;
  };
  const compile: FetchCache = (node) => {
    if (node.operationKind !== 'query') return undefined;
    const operation = parse(node.operation, { noLocation: true });
    const maxAgeSeconds = publicAgeSeconds(hints, schema, operation);
    if (maxAgeSeconds <= 0) return undefined;
    const tagged = tagOperation(schema, joined.of(node.serviceName), keyFields, operation);
    if (!tagged) return undefined;
    return new PublicFetch({
      service: node.serviceName,
      operation: tagged.operation,
      types: tagged.types,
      keyFields,
      maxAgeSeconds,
      variableUsages: node.variableUsages ?? [],
      schemaHash: schemaHashOf(node.serviceName),
      store: deps.store,
      observe: (reading) => deps.metrics.observe(reading),
      onRefused: () => deps.metrics.refusals.inc({ subgraph: node.serviceName }),
    });
  };
  const compiled = new WeakMap<FetchNode, PublicFetch | false>();
  return (node) => {
    const fetch = compiled.get(node) ?? compile(node) ?? false;
    compiled.set(node, fetch);
    return fetch || undefined;
  };
}

/** Whether all that a plan fetches is public data. */
export function isPublicPlan(cache: FetchCache, plan: PlanNode | SubscriptionNode | undefined): boolean {
  switch (plan?.kind) {
    case 'Fetch':
      return cache(plan) !== undefined;
    case 'Flatten':
      return isPublicPlan(cache, plan.node);
    case 'Sequence':
    case 'Parallel':
      return plan.nodes.every((node) => isPublicPlan(cache, node));
    case 'Condition':
      return [plan.ifClause, plan.elseClause].every((node) => !node || isPublicPlan(cache, node));
    default:
      return false;
  }
}
