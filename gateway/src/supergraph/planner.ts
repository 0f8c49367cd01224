import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

/**
 * Makes query plans. The seam behind which another planner can stand: what it returns is Apollo's plan format, which
 * the execution engine compiles. May throw; the operation is then refused.
 */
export interface Planner {
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/** Apollo's own planner. Planning takes from under one to some tens of milliseconds: keep the plans. */
export function createApolloPlanner(supergraph: Supergraph): Planner {
  const planner = new QueryPlanner(supergraph);
  const schema = supergraph.apiSchema();
  return {
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(schema, document, { operationName, validate: false })),
  };
}
