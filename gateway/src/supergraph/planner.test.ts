import { operationFromDocument } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { composeFixture } from '../testing/federation-fixture.ts';
import { composeSubgraphs } from './compose.ts';
import { createHivePlanner } from './hive-planner.ts';
import { buildSupergraph, loadSupergraph } from './load.ts';
import { checkPlan, WrongPlan } from './plan-check.ts';
import { createApolloPlanner, createCheckedPlanner, type Planner } from './planner.ts';
import { withPlanningBudget } from './planning-budget.ts';
import { SubgraphFields } from './subgraph-fields.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external",
  "@shareable", "@override"])`;

function compose(sdls: Record<string, string>): string {
  const { supergraphSdl, errors } = composeSubgraphs(
    Object.entries(sdls).map(([name, sdl]) => ({
      name,
      sdl: `${link} ${sdl}`,
      url: 'http://subgraph.test',
      file: name,
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}

const goods = compose({
  goods: 'type Query { good: Good } type Good @key(fields: "id") { id: ID! weight: Int price: Int old: Int }',
  freight: `type Good @key(fields: "id") { id: ID! weight: Int @external freight: Int @requires(fields: "weight")
    old: Int @override(from: "goods") }`,
});

function fetchFrom(serviceName: string, operation: string, requires?: string[]): QueryPlan {
  const selections = requires?.map((name) => ({ kind: 'Field' as const, name }));
  return {
    kind: 'QueryPlan',
    node: {
      kind: 'Fetch',
      serviceName,
      operation,
      operationName: undefined,
      operationKind: 'query' as never,
      ...(selections && { requires: [{ kind: 'InlineFragment', typeCondition: 'Good', selections }] }),
    },
  };
}

describe('the check of plans', () => {
  const fields = new SubgraphFields(parse(goods));
  const entities = (selection: string): string =>
    `query($representations:[_Any!]!){_entities(representations:$representations){...on Good{${selection}}}}`;

  test('lets the plans of the planner through', () => {
    const plan = createApolloPlanner(buildSupergraph(goods)).plan(
      parse('{ good { weight freight old } }'),
      undefined,
    );
    expect(() => checkPlan(fields, plan)).not.toThrow();
  });

  test.each([
    ['an external field', fetchFrom('freight', entities('weight'), ['__typename', 'id']), 'external'],
    ['a field of another subgraph', fetchFrom('goods', '{good{freight}}'), 'does not have'],
    ['a field that was taken over', fetchFrom('goods', '{good{old}}'), 'does not have'],
    [
      'a field without what it requires',
      fetchFrom('freight', entities('freight'), ['__typename', 'id']),
      'requires',
    ],
    ['a field with requirements in the middle of a fetch', fetchFrom('freight', '{good{freight}}'), 'have'],
  ])('refuses %s', (_name, plan, reason) => {
    expect(() => checkPlan(fields, plan)).toThrow(WrongPlan);
    expect(() => checkPlan(fields, plan)).toThrow(reason);
  });
});

describe('planners behind the seam', () => {
  const planOf = (name: string): Planner => ({ plan: () => fetchFrom('goods', `{good{${name}}}`) });
  const throwing: Planner = {
    plan: () => {
      throw new Error('no plan');
    },
  };
  const fields = new SubgraphFields(parse(goods));
  const plan = (...planners: Planner[]): QueryPlan =>
    createCheckedPlanner(fields, planners).plan(parse('{ good { weight } }'), undefined);

  test('the next one plans where one throws or is wrong', () => {
    expect(plan(throwing, planOf('weight'))).toEqual(fetchFrom('goods', '{good{weight}}'));
    expect(plan(planOf('freight'), planOf('weight'))).toEqual(fetchFrom('goods', '{good{weight}}'));
    expect(plan(planOf('weight'), throwing)).toEqual(fetchFrom('goods', '{good{weight}}'));
  });

  test('where none gives a plan that holds, the operation is refused', () => {
    expect(() => plan(planOf('freight'))).toThrow(WrongPlan);
    expect(() => plan(planOf('freight'), throwing)).toThrow('no plan');
  });

  test.each([
    '{ topProducts { name shipping inStock reviews { body author { name score } } } }',
    '{ search { __typename ... on Book { title reviews { stars } } ... on Product { label } } }',
    '{ media { rating ... on Book { authors { desk nick } } } }',
    '{ people { id nick ... on User { org { address staff { desk } } } } }',
  ])('both planners fetch the same subgraphs for %s', (query) => {
    const sdl = composeFixture();
    const services = (planner: Planner | undefined): string[] => {
      const found = planner?.plan(parse(query), undefined);
      if (found) checkPlan(new SubgraphFields(parse(sdl)), found);
      const names = [...JSON.stringify(found).matchAll(/"serviceName":"(\w+)"/g)].map(
        ([, name]) => name ?? '',
      );
      return [...new Set(names)].sort();
    };
    const apollo = services(createApolloPlanner(buildSupergraph(sdl)));
    expect(apollo.length).toBeGreaterThan(1);
    expect(services(createHivePlanner(sdl))).toEqual(apollo);
  });

  test("Hive's subscriptions have a primary fetch and the rest of the plan", () => {
    const planner = createHivePlanner(composeFixture());
    const found = planner?.plan(parse('subscription { userChanged(id: "u1") { nick score } }'), undefined);
    expect(found?.node).toMatchObject({
      kind: 'Subscription',
      primary: { serviceName: 'accounts', operationKind: 'subscription' },
      rest: { kind: 'Sequence' },
    });
  });

  test('where it is chosen, Hive plans first and Apollo what it cannot', () => {
    const { planner } = loadSupergraph(composeFixture(), undefined, { planner: 'hive' });
    expect(JSON.stringify(planner.plan(parse('{ me { id } }'), undefined))).toContain('accounts');
    // The engine answers this itself: no subgraph is asked.
    expect(planner.plan(parse('{ __schema { queryType { name } } }'), undefined).node).toBeUndefined();
  });
});

describe('what a hostile query can make the planner do', () => {
  /** Everything can be had from each subgraph, by two keys: for each field there are many ways to it. */
  const names = ['a', 'b', 'c', 'd'];
  const sdl = compose(
    Object.fromEntries(
      names.map((name) => [
        name,
        `type Query { t: T @shareable } type T @key(fields: "id") @key(fields: "k") { id: ID! @shareable k: ID! @shareable
          x: Int @shareable next: T @shareable other: T @shareable only_${name}: Int v: V @shareable }
          type V @shareable { p: Int t: T }`,
      ]),
    ),
  );
  const level = (depth: number): string =>
    `x ${names.map((name) => `only_${name}`).join(' ')} v { p ${depth > 0 ? `t { ${level(depth - 1)} }` : ''} }
     ${depth > 0 ? `next { ${level(depth - 1)} } other { ${level(depth - 1)} }` : ''}`;
  const query = `{ t { ${level(2)} } }`;

  test('it weighs few plans, however many there are, and the one it takes is right', () => {
    const unbounded = new QueryPlanner(buildSupergraph(sdl));
    unbounded.buildQueryPlan(operationFromDocument(buildSupergraph(sdl).apiSchema(), parse(query)));
    expect(unbounded.lastGeneratedPlanStatistics()?.evaluatedPlanCount).toBeGreaterThan(1_000);
    const bounded = createApolloPlanner(buildSupergraph(sdl));
    const plan = bounded.plan(parse(query), undefined);
    checkPlan(new SubgraphFields(parse(sdl)), plan);
    expect(bounded.evaluatedPlans()).toBeLessThanOrEqual(200);
    for (const name of names) expect(JSON.stringify(plan)).toContain(`only_${name}`);
  });

  test('planning stays within its budget; what was planned before is not touched by it', () => {
    let clock = 0;
    const planner = withPlanningBudget(
      {
        plan: () => {
          clock += 400;
          return { kind: 'QueryPlan' };
        },
      },
      { perSecondMs: 500, burstMs: 1_000 },
      () => clock,
    );
    const tryPlan = (): string => {
      try {
        planner.plan(parse('{ t { x } }'), undefined);
        return 'planned';
      } catch (error) {
        expect(error).toMatchObject({ extensions: { code: 'PLANNER_BUSY', http: { status: 503 } } });
        return 'refused';
      }
    };
    expect(Array.from({ length: 8 }, tryPlan)).toEqual([
      ...Array(5).fill('planned'),
      ...Array(3).fill('refused'),
    ]);
    clock += 200;
    expect([tryPlan(), tryPlan()]).toEqual(['planned', 'refused']);
    clock += 1_000_000;
    expect(Array.from({ length: 3 }, tryPlan)).toEqual(Array(3).fill('planned'));
  });

  test('operations are still planned after a supergraph was loaded with a budget', () => {
    const { planner } = loadSupergraph(sdl, undefined, { budget: { perSecondMs: 700, burstMs: 10_000 } });
    expect(planner.plan(parse('{ t { x } }'), undefined).node).toMatchObject({ kind: 'Fetch' });
  });
});
