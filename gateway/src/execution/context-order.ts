import type { PlanGraph } from './plan-graph.ts';

/**
 * A plan in which each fetch with arguments from a context waits for what fetches the context. Apollo's planner (2.14) runs
 * both side by side where the context is a field of another subgraph than the path to the entity.
 */
export function withContextOrder(graph: PlanGraph): PlanGraph {
  const added = graph.map(({ step, needs }, index) => {
    const sources = contextPaths(step);
    if (sources.length === 0) return { step, needs };
    const providers = graph.flatMap((other, otherIndex) => {
      const path = keysOf(other.step.path).join('.');
      const provides = other.step.kind !== 'root' && sources.includes(path);
      return provides && !dependsOn(graph, otherIndex, index) ? [otherIndex] : [];
    });
    return { step, needs: [...new Set([...needs, ...providers])] };
  });
  return inOrder(added);
}

/** Where a step's contexts may be fetched: the paths of the objects above, and of objects within those. */
function contextPaths(step: PlanGraph[number]['step']): string[] {
  if (step.kind !== 'entities') return [];
  return step.fetches.flatMap(({ node, path }) =>
    (node.contextRewrites ?? []).flatMap((rewrite) => {
      const levels = rewrite.path.filter((part) => part === '..').length;
      const above = keysOf(path).slice(0, levels === 0 ? undefined : -levels);
      const fields = rewrite.path.filter((part) => part !== '..' && !part.startsWith('... on '));
      return fields.map((_, depth) => [...above, ...fields.slice(0, depth)].join('.'));
    }),
  );
}

function keysOf(path: readonly (string | number)[]): (string | number)[] {
  return path.filter((part) => part !== '@');
}

function dependsOn(graph: PlanGraph, index: number, on: number): boolean {
  if (index === on) return true;
  return graph[index]?.needs.some((need) => dependsOn(graph, need, on)) ?? false;
}

/** The same steps, each after those it needs. */
function inOrder(graph: PlanGraph): PlanGraph {
  const positions = new Map<number, number>();
  const ordered: { step: PlanGraph[number]['step']; needs: number[] }[] = [];
  const place = (index: number): number => {
    const known = positions.get(index);
    if (known !== undefined) return known;
    const { step, needs } = graph[index] as PlanGraph[number];
    const placed = needs.map(place);
    const position = ordered.push({ step, needs: placed }) - 1;
    positions.set(index, position);
    return position;
  };
  graph.forEach((_, index) => {
    place(index);
  });
  return ordered;
}
