import { parse } from 'graphql';
import { composeSubgraphs } from './compose.ts';
import { createHivePlanner } from './hive-planner.ts';
import { loadSupergraph } from './load.ts';
import { OverrideLabels } from './override-labels.ts';
import type { Planner } from './planner.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])`;
const { supergraphSdl = '' } = composeSubgraphs([
  {
    name: 'old',
    url: 'http://old.test',
    file: '',
    sdl: `${link} type Query { stock: Int price: Int name: Int }`,
  },
  {
    name: 'new',
    url: 'http://new.test',
    file: '',
    sdl: `${link} type Query { stock: Int @override(from: "old", label: "percent(30)")
      price: Int @override(from: "old", label: "percent(70)") name: Int @override(from: "old", label: "new-names") }`,
  },
]);
const document = parse(supergraphSdl);
const callers = Array.from({ length: 2_000 }, (_, index) => `viewer-${index}`);

describe('labels of progressive @override', () => {
  test('percent(x) holds for x of a hundred callers, and for each always the same', () => {
    const labels = new OverrideLabels(document);
    const active = callers.map((caller) => labels.activeFor(caller));
    const share = (label: string): number =>
      active.filter((one) => one.labels.has(label)).length / callers.length;
    expect(share('percent(30)')).toBeGreaterThan(0.27);
    expect(share('percent(30)')).toBeLessThan(0.33);
    expect(share('percent(70)')).toBeGreaterThan(0.67);
    expect(share('percent(70)')).toBeLessThan(0.73);
    expect(callers.map((caller) => new OverrideLabels(document).activeFor(caller).key)).toEqual(
      active.map(({ key }) => key),
    );
  });

  test('a caller has one draw: who is among thirty of a hundred is among seventy', () => {
    const labels = new OverrideLabels(document);
    const keys = new Set(callers.map((caller) => labels.activeFor(caller).key));
    expect(keys).toEqual(new Set(['', 'percent(70)', 'percent(30)\npercent(70)']));
  });

  test('other labels are off unless configured; those of other supergraphs are ignored', () => {
    expect(new OverrideLabels(document).activeFor('v').labels.has('new-names')).toBe(false);
    const labels = new OverrideLabels(document, ['new-names', 'unknown', 'percent(30)']);
    for (const caller of callers.slice(0, 20)) {
      expect(labels.activeFor(caller).labels.has('new-names')).toBe(true);
      expect(labels.activeFor(caller).labels.has('unknown')).toBe(false);
    }
    expect(
      labels.activeFor(callers.find((caller) => labels.activeFor(caller).percentage > 70) ?? '').key,
    ).toBe('new-names');
  });

  const supergraph = loadSupergraph(supergraphSdl, undefined, { overrideLabels: ['new-names'] });
  const planners: [string, Planner | undefined][] = [
    ['Apollo', supergraph.planner],
    ['Hive', createHivePlanner(supergraphSdl)],
  ];

  test.each(planners)("%s's planner asks the subgraph that the labels say", (_name, planner) => {
    const seen = new Set<string>();
    for (const caller of callers.slice(0, 100)) {
      const active = supergraph.overrides.activeFor(caller);
      const plan = planner?.plan(parse('{ stock price name }'), undefined, active);
      const services = new Map<string, string>();
      for (const [, service = '', operation = ''] of JSON.stringify(plan).matchAll(
        /"serviceName":"(\w+)".*?"operation":"([^"]*)"/g,
      )) {
        for (const field of ['stock', 'price', 'name'])
          if (operation.includes(field)) services.set(field, service);
      }
      expect(Object.fromEntries(services)).toEqual({
        stock: active.percentage < 30 ? 'new' : 'old',
        price: active.percentage < 70 ? 'new' : 'old',
        name: 'new',
      });
      seen.add(active.key);
    }
    expect(seen.size).toBe(3);
  });
});
