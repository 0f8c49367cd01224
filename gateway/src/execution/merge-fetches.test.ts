import type { PlanNode } from '@apollo/query-planner';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { loadSupergraph } from '../supergraph/load.ts';
import { arbitraryQuery } from '../testing/arbitrary-query.ts';
import { buildFixtureSchemas, composeFixture } from '../testing/federation-fixture.ts';
import { mergeOperations } from './entity-operation.ts';
import { mergeFetches, type PlanGraph, toPlanGraph } from './plan-graph.ts';

const entities = (service: string, selection: string, path: string[], key = 'id'): PlanNode => ({
  kind: 'Flatten',
  path,
  node: {
    kind: 'Fetch',
    serviceName: service,
    operationName: undefined,
    operationKind: 'query' as never,
    operation: `query($representations:[_Any!]!){_entities(representations:$representations){...on A{${selection}}}}`,
    requires: [{ kind: 'InlineFragment', typeCondition: 'A', selections: [{ kind: 'Field', name: key }] }],
  },
});
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Parallel', nodes });

/** Each step as the selections it asks for, with the steps it waits for. */
function told(graph: PlanGraph): unknown[] {
  return graph.map(({ step, needs }) => [
    step.kind === 'entities'
      ? step.fetches.map(({ node }) => /on A\{(\w+)/.exec(node.operation)?.[1]).join(' ')
      : step.kind,
    needs,
  ]);
}

describe('joining the fetches of a plan', () => {
  test('puts fetches of one subgraph that wait for the same into one', () => {
    const plan = parallel(entities('a', 'x', ['p']), entities('a', 'y', ['q']), entities('b', 'z', ['p']));
    expect(told(mergeFetches(toPlanGraph(plan, []), () => false))).toEqual([
      ['x y', []],
      ['z', []],
    ]);
  });

  test('puts off what nothing waits for until its subgraph is asked anyway', () => {
    const plan = parallel(
      sequence(entities('b', 'weight', ['p']), entities('a', 'shipping', ['p'])),
      entities('a', 'stock', ['p']),
    );
    expect(told(mergeFetches(toPlanGraph(plan, []), () => false))).toEqual([
      ['weight', []],
      ['shipping stock', [0]],
    ]);
  });

  test('never joins a fetch with one that waits for it', () => {
    const plan = sequence(entities('a', 'x', ['p']), entities('a', 'y', ['p']));
    expect(told(mergeFetches(toPlanGraph(plan, []), () => false))).toEqual([
      ['x', []],
      ['y', [0]],
    ]);
  });

  test('makes operations that are valid for their subgraph, with fragments and variables kept apart', () => {
    const schemas = buildFixtureSchemas();
    const supergraph = loadSupergraph(composeFixture());
    let merged = 0;
    fc.assert(
      fc.property(arbitraryQuery(supergraph.schema), ({ query }) => {
        const document = parse(query);
        fc.pre(validate(supergraph.schema, document).length === 0);
        const { node } = supergraph.planner.plan(document, undefined);
        if (!node || node.kind === 'Subscription') return;
        for (const { step } of mergeFetches(toPlanGraph(node, []), () => false)) {
          if (step.kind !== 'entities' || step.fetches.length < 2) continue;
          merged++;
          const [first] = step.fetches;
          const { operation, parts } = mergeOperations(step.fetches.map((fetch) => fetch.node));
          expect(new Set(parts.map(({ variable }) => variable)).size).toBe(step.fetches.length);
          const schema = schemas.get(first?.node.serviceName ?? '');
          expect(schema && validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
        }
      }),
      { numRuns: 1_000, seed: 1 },
    );
    expect(merged).toBeGreaterThan(8);
  });
});
