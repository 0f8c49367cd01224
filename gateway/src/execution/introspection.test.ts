import fc from 'fast-check';
import { execute, type GraphQLSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { anonymousViewer } from '../security/viewer.ts';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { type LoadedSupergraph, loadSupergraph } from '../supergraph/load.ts';
import { arbitraryGraph } from '../testing/arbitrary-graph.ts';
import { composeFixture } from '../testing/federation-fixture.ts';
import { Cancellation } from './cancellation.ts';
import { Engine } from './engine.ts';

async function introspect(supergraph: LoadedSupergraph, query: string, variables = {}): Promise<unknown> {
  return (await introspectAll(supergraph, query, [variables]))[0];
}

/** Introspection as one engine answers it, with one set of variables after the other; no subgraph may be asked for it. */
async function introspectAll(
  supergraph: LoadedSupergraph,
  query: string,
  variableSets: readonly Record<string, unknown>[],
): Promise<unknown[]> {
  const engine = new Engine(
    supergraph,
    {
      types: supergraph.types,
      errorPolicy: { clientCodes: new Set() },
      onFailure: () => {},
      transportOf: () => ({ send: () => Promise.reject(new Error('a subgraph was asked')) }),
    },
    { maxOperations: 10, maxDocumentCharacters: 1_000_000 },
  );
  const answers: unknown[] = [];
  for (const variables of variableSets) {
    const { dataText, errors } = await engine.execute({
      document: parse(query),
      documentKey: query,
      operationName: undefined,
      variables,
      viewer: anonymousViewer,
      scope: { headers: {}, cancellation: new Cancellation() },
    });
    expect(errors).toEqual([]);
    answers.push(JSON.parse(dataText));
  }
  return answers;
}

async function byGraphqlJs(schema: GraphQLSchema, query: string, variables = {}): Promise<unknown> {
  const { data } = await execute({ schema, document: parse(query), variableValues: variables });
  return JSON.parse(JSON.stringify(data));
}

const full = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });

describe('introspection', () => {
  const supergraph = loadSupergraph(composeFixture());

  test.each([
    ['the whole schema', full, {}],
    ['one type', '{ __type(name: "Product") { name fields { name } } }', {}],
    ['a type that is not there', '{ __type(name: "Nothing") { name } }', {}],
    [
      'variables, aliases and fragments',
      `query ($name: String!, $deep: Boolean!) { a: __type(name: $name) { ...T } b: __schema { queryType { ...T } } }
       fragment T on __Type { name kind fields @include(if: $deep) { name type { name ofType { name } } } }`,
      { name: 'User', deep: true },
    ],
  ])('%s is answered as graphql-js does', async (_name, query, variables) => {
    expect(await introspect(supergraph, query, variables)).toEqual(
      await byGraphqlJs(supergraph.schema, query, variables),
    );
  });

  test('what conditions leave out of an answer is in the next one that they let through', async () => {
    const query = `query ($deep: Boolean!) {
      __schema { queryType { name } } ... @include(if: $deep) { __schema { directives { name } } }
    }`;
    const answers = await introspectAll(supergraph, query, [
      { deep: false },
      { deep: true },
      { deep: false },
    ]);
    for (const [index, deep] of [false, true, false].entries()) {
      expect(answers[index]).toEqual(await byGraphqlJs(supergraph.schema, query, { deep }));
    }
  });

  test('nothing inaccessible can be seen, asked for, or guessed from a message', async () => {
    const text = JSON.stringify(await introspect(supergraph, full));
    expect(text).toContain('"Product"');
    expect(text.match(/secret|join__|link__|_Any|_entities|_service/)).toBeNull();
    expect(await introspect(supergraph, '{ __type(name: "join__Graph") { name } }')).toEqual({
      __type: null,
    });
    const faults = validate(supergraph.schema, parse('{ topProducts { secre secrets } }'));
    expect(faults).toHaveLength(2);
    for (const { message } of faults) expect(message).not.toMatch(/"secret"/);
    expect(validate(supergraph.schema, parse('{ topProducts { secret } }'))).toHaveLength(1);
  });

  test('the same holds for generated graphs with every federation directive', async () => {
    let hidden = 0;
    for (const graph of fc.sample(arbitraryGraph(), { seed: 20261121, numRuns: 12 })) {
      const { supergraphSdl } = composeSubgraphs(
        graph.subgraphs.map(({ name, sdl }) => ({ name, sdl, url: 'http://subgraph.test', file: name })),
      );
      if (supergraphSdl === undefined) continue;
      const generated = loadSupergraph(supergraphSdl);
      const answer = await introspect(generated, full);
      expect(answer).toEqual(await byGraphqlJs(generated.schema, full));
      const text = JSON.stringify(answer);
      expect(text.match(/HIDDEN|join__|link__|contextual|fromContext/)).toBeNull();
      for (const { sdl } of graph.subgraphs) {
        for (const [, field] of sdl.matchAll(/^\s+(\w+)[^\n]*@inaccessible$/gm)) {
          hidden++;
          expect(text.includes(`"${field}"`)).toBe(false);
        }
      }
    }
    expect(hidden).toBeGreaterThan(3);
  });
});
