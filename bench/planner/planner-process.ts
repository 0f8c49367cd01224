import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { createHivePlanner } from '../../gateway/src/supergraph/hive-planner.ts';
import { buildSupergraph } from '../../gateway/src/supergraph/load.ts';
import { createApolloPlanner, type Planner } from '../../gateway/src/supergraph/planner.ts';

/** What the process is asked for, as JSON on standard input. */
export interface PlannerTask {
  readonly planner: 'apollo' | 'hive';
  readonly sdl: string;
  readonly operations: readonly { readonly name?: string; readonly text: string }[];
  /** How often each operation is planned. */
  readonly repeats: number;
}

/** What it answers, as JSON on standard output. */
export interface PlannerFigures {
  readonly startMs: number;
  readonly memoryMb: number;
  readonly firstMs: readonly number[];
  readonly laterMs: readonly number[];
  readonly fetches: number;
  /** Of the last operation; `error` where the planner refused it. */
  readonly plan?: unknown;
  readonly error?: string;
}

/** One planner in a process of its own: what it costs is its own, and when it crashes, nothing else does. */
function main(): void {
  const task = JSON.parse(readFileSync(0, 'utf8')) as PlannerTask;
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const planner = create(task);
  const startMs = performance.now() - startedAt;
  const firstMs: number[] = [];
  const laterMs: number[] = [];
  let fetches = 0;
  let plan: unknown;
  let error: string | undefined;
  for (let round = 0; round < task.repeats; round++) {
    for (const { name, text } of task.operations) {
      const document = parse(text);
      const at = performance.now();
      try {
        plan = planner.plan(document, name);
      } catch (thrown) {
        error = String(thrown);
      }
      (round === 0 ? firstMs : laterMs).push(performance.now() - at);
      if (round === 0) fetches += countFetches(plan);
    }
  }
  const memoryMb = (process.memoryUsage().rss - before) / 2 ** 20;
  const figures: PlannerFigures = { startMs, memoryMb, firstMs, laterMs, fetches, plan, error };
  process.stdout.write(JSON.stringify(figures));
}

function create({ planner, sdl }: PlannerTask): Planner {
  if (planner === 'apollo') return createApolloPlanner(buildSupergraph(sdl));
  const hive = createHivePlanner(sdl);
  if (!hive) throw new Error("Hive's planner has no binary for this platform");
  return hive;
}

function countFetches(plan: unknown): number {
  return JSON.stringify(plan ?? null).split('"kind":"Fetch"').length - 1;
}

main();
