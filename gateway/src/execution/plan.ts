import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { isPublicPlan } from '../cache/fetch-cache.ts';
import { compileContextFetch, usesContext } from './context-fetch.ts';
import { withContextOrder } from './context-order.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { Execution, RunNode } from './execution.ts';
import { compileRootFetch, type FetchDeps } from './fetch.ts';
import { mergeFetches, type PlanGraph, type PlanStep, toPlanGraph } from './plan-graph.ts';

/** A plan, compiled. A subscription has a primary fetch that yields events; `run` then joins each event. */
export interface CompiledPlan {
  readonly primary?: FetchNode;
  readonly run: RunNode;
  /** Whether `run` asks anything of a subgraph; live events that are not joined then need no headers. */
  readonly asks: boolean;
  /** Whether everything `run` fetches is public data. */
  readonly isPublic?: boolean;
}

/** Compiles a query plan into closures once, so that running it interprets nothing. */
export function compilePlan(deps: FetchDeps, plan: QueryPlan): CompiledPlan {
  const { node } = plan;
  if (node === undefined) return { run: runNothing, asks: false };
  if (node.kind !== 'Subscription') {
    const isPublic = deps.fetchCache !== undefined && isPublicPlan(deps.fetchCache, node);
    return { run: compileNode(deps, node, []), asks: true, isPublic };
  }
  const { primary, rest } = node;
  return { primary, run: rest ? compileNode(deps, rest, []) : runNothing, asks: rest !== undefined };
}

const runNothing: RunNode = () => undefined;

function compileNode(deps: FetchDeps, node: PlanNode, path: PlanStep['path']): RunNode {
  const withContexts = usesContext(node);
  const graph = toPlanGraph(node, path);
  return compileGraph(
    withContexts ? { ...deps, keepsApart: true } : deps,
    mergeFetches(
      withContexts ? withContextOrder(graph) : graph,
      (fetch) => deps.fetchCache?.(fetch) !== undefined,
    ),
  );
}

function compileStep(deps: FetchDeps, step: PlanStep): RunNode {
  if (step.kind === 'entities') {
    const [first] = step.fetches;
    return first?.node.contextRewrites?.length
      ? compileContextFetch(deps, first)
      : compileEntityFetch(deps, step.fetches);
  }
  if (step.kind === 'root') return compileRootFetch(deps, step.node, step.path);
  const { condition, ifClause, elseClause } = step.node;
  const whenTrue = ifClause ? compileNode(deps, ifClause, step.path) : runNothing;
  const whenFalse = elseClause ? compileNode(deps, elseClause, step.path) : runNothing;
  return (execution) => (execution.coerced[condition] === true ? whenTrue(execution) : whenFalse(execution));
}

/** Each step runs as soon as those it needs have ended, whatever happened in them. */
function compileGraph(deps: FetchDeps, graph: PlanGraph): RunNode {
  const steps = graph.map(({ step, needs }, index) => ({
    run: compileStep(deps, step),
    needs: needs.length,
    neededBy: graph.flatMap((other, otherIndex) => (other.needs.includes(index) ? [otherIndex] : [])),
  }));
  const [only] = steps;
  if (!only) return runNothing;
  if (steps.length === 1) return only.run;

  return (execution: Execution) =>
    new Promise<void>((resolve, reject) => {
      const waitingFor = steps.map(({ needs }) => needs);
      let left = steps.length;
      const ended = (index: number): void => {
        for (const next of (steps[index] as (typeof steps)[number]).neededBy) {
          waitingFor[next] = (waitingFor[next] as number) - 1;
          if (waitingFor[next] === 0) start(next);
        }
        left -= 1;
        if (left === 0) resolve();
      };
      const start = (index: number): void => {
        try {
          const { run } = steps[index] as (typeof steps)[number];
          const running = execution.scope.cancellation.cancelled ? undefined : run(execution);
          if (running) running.then(() => ended(index)).catch(reject);
          else ended(index);
        } catch (error) {
          reject(error);
        }
      };
      for (let index = 0; index < steps.length; index++) if (steps[index]?.needs === 0) start(index);
    });
}
