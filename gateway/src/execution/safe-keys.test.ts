import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { anonymousViewer } from '../security/viewer.ts';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { loadSupergraph } from '../supergraph/load.ts';
import { Cancellation } from './cancellation.ts';
import { Engine } from './engine.ts';
import { isJsonObject } from './json.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external"])`;
const goodsSdl = `${link} type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! name: String weight: Int
  price(currency: String = "USD"): Int broken: Int maker: Good }`;
const freightSdl = `${link} type Good @key(fields: "id") { id: ID! weight: Int @external
  price(currency: String = "USD"): Int @external
  freight: Int @requires(fields: "weight") duty: Int @requires(fields: "price(currency: \\"USD\\")") }`;

const good = {
  id: 'g1',
  name: 'Anvil',
  weight: 50,
  price: ({ currency }: { currency: string }) => (currency === 'USD' ? 10 : 9),
};
const schemas = new Map<string, GraphQLSchema>([
  [
    'goods',
    buildSubgraphSchema([
      {
        typeDefs: parse(goodsSdl),
        resolvers: {
          Query: { goods: () => [good] },
          Good: {
            __resolveReference: () => good,
            maker: () => good,
            broken: () => {
              throw new Error('broken');
            },
          },
        } as never,
      },
    ]),
  ],
  [
    'freight',
    buildSubgraphSchema([
      {
        typeDefs: parse(freightSdl),
        resolvers: {
          Good: {
            __resolveReference: (row: object) => row,
            freight: ({ weight }: { weight: number }) => weight * 2,
            duty: ({ price }: { price: number }) => price * 100,
          },
        } as never,
      },
    ]),
  ],
]);

describe('keys that the planner could mistake for its own', () => {
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'goods', sdl: goodsSdl, url: 'http://goods.test', file: '' },
    { name: 'freight', sdl: freightSdl, url: 'http://freight.test', file: '' },
  ]);
  const supergraph = loadSupergraph(supergraphSdl ?? errors.join());
  const engine = new Engine(
    supergraph,
    {
      types: supergraph.types,
      errorPolicy: { clientCodes: new Set() },
      onFailure: () => {},
      transportOf: (service) => ({
        send: async ({ body }) => {
          const { query, variables } = JSON.parse(body);
          const schema = schemas.get(service) as GraphQLSchema;
          const result = await graphql({ schema, source: query, variableValues: variables });
          const { data, errors } = JSON.parse(JSON.stringify(result));
          return { data: isJsonObject(data) ? data : null, errors };
        },
      }),
    },
    { maxOperations: 10, maxDocumentCharacters: 1_000_000 },
  );
  const run = async (query: string): Promise<{ data: unknown; paths: unknown[] }> => {
    const answer = await engine.execute({
      document: parse(query),
      documentKey: query,
      operationName: undefined,
      variables: undefined,
      viewer: anonymousViewer,
      scope: { headers: {}, cancellation: new Cancellation() },
    });
    return { data: JSON.parse(answer.dataText), paths: answer.errors.map(({ path }) => path) };
  };

  test.each([
    [
      'another field under a required name',
      '{ goods { weight: name freight } }',
      { weight: 'Anvil', freight: 100 },
    ],
    ['another field under a key', '{ goods { id: name freight } }', { id: 'Anvil', freight: 100 }],
    [
      'another field as __typename',
      '{ goods { __typename: name freight } }',
      { __typename: 'Anvil', freight: 100 },
    ],
    [
      'a required field with other arguments',
      '{ goods { price(currency: "EUR") duty } }',
      { price: 9, duty: 1000 },
    ],
    ['a required field with its defaults', '{ goods { price duty } }', { price: 10, duty: 1000 }],
    [
      'an alias of ours that is taken',
      '{ goods { id: name id_c: weight freight } }',
      { id: 'Anvil', id_c: 50, freight: 100 },
    ],
    [
      'an object under a key, with a key inside',
      '{ goods { id: maker { id: name freight } duty } }',
      { id: { id: 'Anvil', freight: 100 }, duty: 1000 },
    ],
    [
      'a fragment',
      '{ goods { ...F freight } } fragment F on Good { weight: name }',
      { weight: 'Anvil', freight: 100 },
    ],
  ])('%s', async (_name, query, expected) => {
    expect(await run(query)).toEqual({ data: { goods: [expected] }, paths: [] });
  });

  test('errors speak of the keys of the client', async () => {
    expect(await run('{ goods { weight: broken freight } }')).toEqual({
      data: { goods: [{ weight: null, freight: 100 }] },
      paths: [['goods', 0, 'weight']],
    });
  });
});
