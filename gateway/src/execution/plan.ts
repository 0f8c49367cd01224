import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { ResponsePath } from './errors.ts';
import type { Execution, RunNode } from './execution.ts';
import { compileFetch, type FetchDeps } from './fetch.ts';

/** A plan, compiled. A subscription has a primary fetch that yields events; `run` then joins each event. */
export interface CompiledPlan {
  readonly primary?: FetchNode;
  readonly run: RunNode;
  /** Whether `run` asks anything of a subgraph. */
  readonly asks: boolean;
}

/** Compiles a query plan into closures once, so that running it interprets nothing. */
export function compilePlan(deps: FetchDeps, plan: QueryPlan): CompiledPlan {
  const { node } = plan;
  if (node === undefined) return { run: runNothing, asks: false };
  if (node.kind !== 'Subscription') return { run: compileNode(deps, node, []), asks: true };
  const { primary, rest } = node;
  return { primary, run: rest ? compileNode(deps, rest, []) : runNothing, asks: rest !== undefined };
}

const runNothing: RunNode = () => undefined;

function compileNode(deps: FetchDeps, node: PlanNode, path: ResponsePath): RunNode {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(deps, node, path);
    case 'Flatten':
      return compileNode(deps, node.node, [...path, ...node.path]);
    case 'Sequence':
      return sequence(node.nodes.map((child) => compileNode(deps, child, path)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => compileNode(deps, child, path)));
    case 'Condition': {
      const { condition } = node;
      const whenTrue = node.ifClause ? compileNode(deps, node.ifClause, path) : runNothing;
      const whenFalse = node.elseClause ? compileNode(deps, node.elseClause, path) : runNothing;
      return (execution) =>
        execution.coerced[condition] === true ? whenTrue(execution) : whenFalse(execution);
    }
    case 'Defer':
      throw new Error('@defer is not enabled in the planner, yet a plan contains it');
    default:
      return node satisfies never;
  }
}

function sequence(children: readonly RunNode[]): RunNode {
  if (children.length === 1) return children[0] as RunNode;
  return async (execution: Execution) => {
    for (const child of children) {
      if (execution.scope.cancellation.cancelled) return;
      const running = child(execution);
      if (running) await running;
    }
  };
}

function parallel(children: readonly RunNode[]): RunNode {
  return (execution) => {
    const running: Promise<void>[] = [];
    for (const child of children) {
      const one = child(execution);
      if (one) running.push(one);
    }
    if (running.length === 0) return undefined;
    return running.length === 1 ? running[0] : Promise.all(running).then(noResult);
  };
}

function noResult(): void {}
