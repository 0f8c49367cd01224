import type { ConditionNode, FetchNode, PlanNode } from '@apollo/query-planner';
import { type EntityFetch, maxParts } from './entity-fetch.ts';
import { isMergeable, leafSignature } from './entity-operation.ts';
import type { ResponsePath } from './errors.ts';

/** One request of a plan, or a condition with a plan on either side. */
export type PlanStep =
  | { readonly kind: 'root'; readonly node: FetchNode; readonly path: ResponsePath }
  | {
      readonly kind: 'entities';
      readonly fetches: readonly EntityFetch[];
      readonly path: ResponsePath;
    }
  | { readonly kind: 'condition'; readonly node: ConditionNode; readonly path: ResponsePath };

/** Steps of a plan, each with the indices of those that must have ended before it starts. */
export type PlanGraph = readonly { readonly step: PlanStep; readonly needs: readonly number[] }[];

/** A plan's sequences and parallels as one graph of what waits for what. */
export function toPlanGraph(plan: PlanNode, path: ResponsePath): PlanGraph {
  const graph: { step: PlanStep; needs: readonly number[] }[] = [];
  /** Adds a node that waits for some steps, and tells for which steps those after it must wait. */
  const add = (node: PlanNode, at: ResponsePath, needs: readonly number[]): readonly number[] => {
    switch (node.kind) {
      case 'Fetch': {
        const step: PlanStep = node.requires
          ? { kind: 'entities', fetches: [{ node, path: at }], path: at }
          : { kind: 'root', node, path: at };
        return [graph.push({ step, needs }) - 1];
      }
      case 'Condition':
        return [graph.push({ step: { kind: 'condition', node, path: at }, needs }) - 1];
      case 'Flatten':
        return add(node.node, [...at, ...node.path], needs);
      case 'Sequence': {
        let last = needs;
        for (const child of node.nodes) last = add(child, at, last);
        return last;
      }
      case 'Parallel':
        return node.nodes.flatMap((child) => add(child, at, needs));
      case 'Defer':
        throw new Error('@defer is not enabled in the planner, yet a plan contains it');
      default:
        return node satisfies never;
    }
  };
  add(plan, path, []);
  return graph;
}

/**
 * Puts entity fetches of one subgraph that may run at the same time into one step: fewer requests, which is where most
 * of a gateway's time goes (the yardstick's query needs 6 instead of 16, as Hive's planner does). Only steps of equal depth
 * are joined, so no chain of requests gets longer; a fetch that nothing waits for is put off to a later depth if its
 * subgraph is asked there anyway. Fetches that the cache may answer stay apart from others, as what is asked with somebody's
 * identity is nobody else's; only those that ask the same of different places are joined.
 */
export function mergeFetches(graph: PlanGraph, isCacheable: (node: FetchNode) => boolean): PlanGraph {
  const depths: number[] = [];
  for (const { needs } of graph)
    depths.push(1 + Math.max(-1, ...needs.map((need) => depths[need] as number)));
  const needed = new Set(graph.flatMap(({ needs }) => needs));

  const byService = new Map<string, number[]>();
  graph.forEach(({ step }, index) => {
    const service = mergeableService(step, isCacheable);
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), index]);
  });
  /** The groups of steps that become one, by index of each step in it. */
  const groupOf = new Map<number, number[]>();
  for (const indices of byService.values()) {
    const asked = indices.filter((index) => needed.has(index)).map((index) => depths[index] as number);
    const last = Math.max(...indices.map((index) => depths[index] as number));
    const groups = new Map<number, number[]>();
    for (const index of indices) {
      const own = depths[index] as number;
      const later = asked.filter((depth) => depth >= own);
      const depth = needed.has(index) ? own : later.length > 0 ? Math.min(...later) : last;
      const group = groups.get(depth);
      if (group && group.length < maxParts) {
        group.push(index);
        groupOf.set(index, group);
      } else {
        const begun = [index];
        groups.set(depth, begun);
        groupOf.set(index, begun);
      }
    }
  }
  return joined(graph, groupOf);
}

function mergeableService(step: PlanStep, isCacheable: (node: FetchNode) => boolean): string | undefined {
  if (step.kind !== 'entities') return undefined;
  const [first] = step.fetches;
  if (!first || !isMergeable(first.node)) return undefined;
  if (!isCacheable(first.node)) return first.node.serviceName;
  const signature = leafSignature(first.node);
  return signature && `${first.node.serviceName} ${signature}`;
}

function joined(graph: PlanGraph, groupOf: ReadonlyMap<number, readonly number[]>): PlanGraph {
  const groups: (readonly number[])[] = [];
  const positionOf = new Map<number, number>();
  graph.forEach((_, index) => {
    if (positionOf.has(index)) return;
    const group = groupOf.get(index) ?? [index];
    const position = groups.push(group) - 1;
    for (const member of group) positionOf.set(member, position);
  });
  return groups.map((group) => {
    const needs = new Set(
      group.flatMap((index) => graph[index]?.needs ?? []).map((need) => positionOf.get(need) as number),
    );
    const steps = group.map((index) => graph[index]?.step as PlanStep);
    const [first] = steps;
    const fetches = steps.flatMap((step) => (step.kind === 'entities' ? step.fetches : []));
    const step = first?.kind === 'entities' ? { ...first, fetches } : (first as PlanStep);
    return { step, needs: [...needs] };
  });
}
