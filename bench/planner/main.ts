import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  separateOperations,
  specifiedRules,
  validate,
} from 'graphql';
import { loadSupergraph } from '../../gateway/src/supergraph/load.ts';
import { createCheckedPlanner, type Planner } from '../../gateway/src/supergraph/planner.ts';
import { SubgraphFields } from '../../gateway/src/supergraph/subgraph-fields.ts';
import { arbitraryGraph } from '../../gateway/src/testing/arbitrary-graph.ts';
import { arbitraryQuery } from '../../gateway/src/testing/arbitrary-query.ts';
import { comparedOperation, compareGateways } from '../../gateway/src/testing/compared-gateways.ts';
import { startSubgraphServer } from '../../gateway/src/testing/subgraph-server.ts';
import { machineLine } from '../measure/cpu.ts';
import { say, table } from '../measure/report.ts';
import type { PlannerFigures, PlannerTask } from './planner-process.ts';

const root = resolve(import.meta.dirname, '../..');

export const options = {
  graphs: { default: 40, about: 'generated federated graphs' },
  operations: { default: 15, about: 'generated operations for each' },
  seed: { default: 1, about: 'of the graphs and operations' },
  repeats: { default: 20, about: "how often each of the shop's operations is planned" },
};

/**
 * Apollo's query planner beside Hive's: what they cost on the shop's own operations, and on generated graphs whether the
 * answers are true, refused, or wrong, with and without the check of plans. Every plan is made in a process of its own.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`planners: ${machineLine()}\n`);
  const costs = (['apollo', 'hive'] as const).map((planner) => cost(planner, given.repeats as number));
  table(
    [
      "shop's operations",
      'start ms',
      'memory MB',
      'first p50',
      'first max',
      'later p50',
      'later p95',
      'fetches',
    ],
    costs.map(({ planner, ...figures }) => [planner, ...Object.values(figures)]),
  );
  const verdicts = await judge(given);
  table(
    ['generated operations', 'true', 'wrong', 'refused', 'crashed'],
    Object.entries(verdicts).map(([name, { right, wrong, refused, crashed }]) => [
      name,
      right,
      wrong,
      refused,
      crashed,
    ]),
  );
  const ours = verdicts['as the gateway uses it'] as Verdict;
  return { ok: ours.wrong === 0 && ours.crashed === 0, figures: { costs, verdicts } };
}

function cost(planner: 'apollo' | 'hive', repeats: number) {
  const sdl = readFileSync(resolve(root, 'gateway/supergraph.graphql'), 'utf8');
  const definitions = globSync('web/{app,components,lib}/**/*.graphql', { cwd: root }).flatMap(
    (file): readonly DefinitionNode[] => parse(readFileSync(resolve(root, file), 'utf8')).definitions,
  );
  const operations = Object.entries(separateOperations({ kind: Kind.DOCUMENT, definitions })).map(
    ([name, document]) => ({ name, text: print(document) }),
  );
  const figures = ask({ planner, sdl, operations, repeats });
  if ('crashed' in figures) throw new Error(`${planner} crashed: ${figures.crashed}`);
  const at = (list: readonly number[], share: number): string =>
    ([...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)] as number).toFixed(2);
  return {
    planner,
    startMs: Math.round(figures.startMs),
    memoryMb: Math.round(figures.memoryMb),
    firstP50: at(figures.firstMs, 0.5),
    firstMax: at(figures.firstMs, 1),
    laterP50: at(figures.laterMs, 0.5),
    laterP95: at(figures.laterMs, 0.95),
    fetches: figures.fetches,
  };
}

interface Verdict {
  right: number;
  wrong: number;
  refused: number;
  crashed: number;
}

async function judge(given: Readonly<Record<string, number>>): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  const server = await startSubgraphServer();
  const graphs = fc.sample(arbitraryGraph(), { seed: given.seed as number, numRuns: given.graphs as number });
  for (const [number, graph] of graphs.entries()) {
    // Hive's planner does not know contexts.
    if (graph.features.has('context')) continue;
    for (const [name, planner] of Object.entries(contenders)) {
      verdicts[name] ??= { right: 0, wrong: 0, refused: 0, crashed: 0 };
      const gateways = await compareGateways(server, number, graph, (sdl) => ({
        ...loadSupergraph(sdl),
        planner: planner(sdl),
      }));
      if (!gateways) continue;
      const { schema } = gateways.supergraph;
      const seed = (given.seed as number) + number;
      for (const { query, variables } of fc.sample(arbitraryQuery(schema, { narrowsWidened: true }), {
        seed,
        numRuns: given.operations as number,
      })) {
        const operation = comparedOperation(query, variables);
        if (validate(schema, operation.document, specifiedRules).length > 0) continue;
        const truth = await gateways.reference(operation);
        const outcome = await gateways.ours(operation).then(
          ({ data }) => (JSON.stringify(data) === JSON.stringify(truth.data) ? 'right' : 'wrong'),
          (error: unknown) => (error instanceof PlannerCrashed ? 'crashed' : 'refused'),
        );
        (verdicts[name] as Verdict)[outcome]++;
      }
      await gateways.stop();
    }
  }
  await server.stop();
  return verdicts;
}

const contenders: Readonly<Record<string, (sdl: string) => Planner>> = {
  'as the gateway uses it': (sdl) => loadSupergraph(sdl).planner,
  'Hive, checked': (sdl) => createCheckedPlanner(new SubgraphFields(parse(sdl)), [apart('hive', sdl)]),
  'Hive, as it is': (sdl) => apart('hive', sdl),
};

class PlannerCrashed extends Error {}

/** A planner whose every plan is made in a new process. */
function apart(planner: 'apollo' | 'hive', sdl: string): Planner {
  return {
    plan: (document: DocumentNode, name: string | undefined) => {
      const operation = name === undefined ? { text: print(document) } : { name, text: print(document) };
      const figures = ask({ planner, sdl, operations: [operation], repeats: 1 });
      if ('crashed' in figures) throw new PlannerCrashed(figures.crashed);
      if (figures.error !== undefined) throw new Error(figures.error);
      return figures.plan as ReturnType<Planner['plan']>;
    },
  };
}

function ask(task: PlannerTask): PlannerFigures | { readonly crashed: string } {
  const child = spawnSync(process.execPath, [resolve(import.meta.dirname, 'planner-process.ts')], {
    input: JSON.stringify(task),
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    timeout: 120_000,
  });
  return child.status === 0 ? (JSON.parse(child.stdout) as PlannerFigures) : { crashed: child.stderr };
}
