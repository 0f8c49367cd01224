import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type FieldNode, getOperationAST, Kind, separateOperations, visit } from 'graphql';
import type { ActiveOverrides } from './override-labels.ts';
import { checkPlan } from './plan-check.ts';
import { withStrictRebase } from './strict-rebase.ts';
import type { SubgraphFields } from './subgraph-fields.ts';

/**
 * Makes query plans. The seam behind which another planner can stand: what it returns is Apollo's plan format, which
 * the execution engine compiles. May throw; the operation is then refused.
 */
export interface Planner {
  plan(document: DocumentNode, operationName: string | undefined, overrides?: ActiveOverrides): QueryPlan;
}

/**
 * What a hostile query may make the planner do. Apollo's own bound is 10,000 plans: too slow. With these, a plan can be a
 * little worse than the best where a query has very many, and is still right.
 */
const bounds = { maxEvaluatedPlans: 200, pathsLimit: 100 };

export interface ApolloPlanner extends Planner {
  /** How many plans were weighed against each other for the last one. */
  evaluatedPlans(): number;
}

/** Apollo's own planner. Planning takes from under one to some tens of milliseconds: keep the plans. */
export function createApolloPlanner(supergraph: Supergraph): ApolloPlanner {
  const planner = new QueryPlanner(supergraph, { debug: bounds });
  const schema = supergraph.apiSchema();
  return {
    evaluatedPlans: () => planner.lastGeneratedPlanStatistics()?.evaluatedPlanCount ?? 0,
    plan: (document, operationName, overrides) =>
      withStrictRebase(() =>
        planner.buildQueryPlan(operationFromDocument(schema, document, { operationName, validate: false }), {
          overrideConditions: new Map([...(overrides?.labels ?? [])].map((label) => [label, true])),
        }),
      ),
  };
}

/** Plans with the first planner that gives a plan which holds. Throws what the last one threw where none does. */
export function createCheckedPlanner(fields: SubgraphFields, planners: readonly Planner[]): Planner {
  return {
    plan: (document, operationName, overrides) => {
      const planned = withoutIntrospection(document, operationName);
      if (asksNothing(planned, operationName)) return { kind: 'QueryPlan' };
      let failure: unknown;
      for (const planner of planners) {
        try {
          const plan = planner.plan(planned, operationName, overrides);
          checkPlan(fields, plan);
          return plan;
        } catch (error) {
          failure = error;
        }
      }
      throw failure;
    },
  };
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The operation without `__schema` and `__type`, which the engine answers by itself: planners need not know the
 * introspection schema of the day. Fragments that nothing else uses go with them.
 */
function withoutIntrospection(document: DocumentNode, operationName: string | undefined): DocumentNode {
  const stripped = visit(document, {
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? null : undefined),
  });
  if (stripped === document) return document;
  const filled = visit(stripped, {
    SelectionSet: (node) =>
      node.selections.length === 0 ? { ...node, selections: [typenameField] } : undefined,
  });
  return separateOperations(filled)[operationName ?? ''] ?? filled;
}

/** Whether nothing of an operation is a subgraph's to answer. */
function asksNothing(document: DocumentNode, operationName: string | undefined): boolean {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  return selections.every((node) => node.kind === Kind.FIELD && node.name.value === '__typename');
}
