import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, graphql, parse } from 'graphql';
import { anonymousViewer } from '../security/viewer.ts';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { loadSupergraph } from '../supergraph/load.ts';
import { Cancellation } from './cancellation.ts';
import { Engine } from './engine.ts';
import type { SubgraphRequest } from './subgraph-transport.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external"])';
const shelfSdl = `${link}
  type Query { items: [Item] tops: [Item] }
  type Item @key(fields: "id") { id: ID! }`;
const stockSdl = `${link}
  type Item @key(fields: "id") { id: ID! stock: Int weight(unit: String): Float near: [Item] name: String }`;

/** Ids of which a field of the stock subgraph fails. */
const failing = new Set<string>();
const shelf = buildSubgraphSchema([
  {
    typeDefs: parse(shelfSdl),
    resolvers: {
      Query: { items: () => [{ id: 'a' }, null, { id: 'b' }], tops: () => [{ id: 'b' }, { id: 'c' }] },
      Item: { __resolveReference: (item: object) => item },
    } as never,
  },
]);
const stock = buildSubgraphSchema([
  {
    typeDefs: parse(stockSdl),
    resolvers: {
      Item: {
        __resolveReference: (item: object) => item,
        stock: ({ id }: { id: string }) => {
          if (failing.has(id)) throw new GraphQLError('no stock');
          return id.charCodeAt(0);
        },
        weight: (_: unknown, { unit }: { unit: string }) => (unit === 'kg' ? 1 : 1000),
        near: ({ id }: { id: string }) => [{ id: `${id}1` }],
        name: ({ id }: { id: string }) => `item "${id}"`,
      },
    } as never,
  },
]);

const { supergraphSdl } = composeSubgraphs([
  { name: 'shelf', sdl: shelfSdl, url: 'http://shelf.example', file: 'shelf' },
  { name: 'stock', sdl: stockSdl, url: 'http://stock.example', file: 'stock' },
]);
const supergraph = loadSupergraph(supergraphSdl ?? '');

describe('entity fetches of one subgraph', () => {
  const sent: string[] = [];
  /** Refuses requests as a whole. */
  let refuses: (query: string) => boolean = () => false;
  /** Paths of errors beside what the stock subgraph answers. */
  let strayErrors: unknown[] = [];
  const engine = new Engine(
    supergraph,
    {
      types: supergraph.types,
      errorPolicy: { clientCodes: new Set() },
      onFailure: () => {},
      transportOf: (service) => ({
        send: async ({ body }: SubgraphRequest) => {
          const { query, variables } = JSON.parse(body);
          if (service === 'stock') sent.push(query);
          if (service === 'stock' && refuses(query)) return { data: null, errors: [{ message: 'too much' }] };
          const schema = service === 'shelf' ? shelf : stock;
          const result = await graphql({ schema, source: query, variableValues: variables });
          const answer = JSON.parse(JSON.stringify(result));
          if (service === 'stock' && strayErrors.length > 0)
            answer.errors = strayErrors.map((path) => ({ message: 'stray', path }));
          return answer;
        },
      }),
    },
    { maxOperations: 10, maxDocumentCharacters: 100_000 },
  );
  beforeEach(() => {
    sent.length = 0;
    failing.clear();
    refuses = () => false;
    strayErrors = [];
  });
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const { dataText, errors } = await engine.execute({
      document: parse(query),
      documentKey: query,
      operationName: undefined,
      variables,
      viewer: anonymousViewer,
      scope: { headers: {}, cancellation: new Cancellation() },
    });
    return { data: JSON.parse(dataText), paths: errors.map(({ path }) => path?.join('.')) };
  };

  test('are one request, also with arguments, variables and objects inside', async () => {
    const query = `query Q($unit: String) {
      items { stock weight(unit: $unit) near { id } }
      tops { stock weight(unit: "g") name near { id name } }
    }`;
    for (let run = 0; run < 4; run++) {
      expect(await ask(query, { unit: 'kg' })).toEqual({
        data: {
          items: [
            { stock: 97, weight: 1, near: [{ id: 'a1' }] },
            null,
            { stock: 98, weight: 1, near: [{ id: 'b1' }] },
          ],
          tops: [
            { stock: 98, weight: 1000, name: 'item "b"', near: [{ id: 'b1', name: 'item "b1"' }] },
            { stock: 99, weight: 1000, name: 'item "c"', near: [{ id: 'c1', name: 'item "c1"' }] },
          ],
        },
        paths: [],
      });
    }
    expect(sent).toHaveLength(4);
  });

  test('that ask for the same share their representations', async () => {
    await ask('{ items { stock } tops { stock } }');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.match(/_entities/g)).toHaveLength(1);
  });

  test('report an error of an entity at each place where it stands', async () => {
    failing.add('b');
    expect((await ask('{ items { stock } tops { stock } }')).paths.sort()).toEqual([
      'items.2.stock',
      'tops.0.stock',
    ]);
    expect((await ask('{ items { stock } tops { stock name } }')).paths.sort()).toEqual([
      'items.2.stock',
      'tops.0.stock',
    ]);
  });

  test('report an error of no entity that was asked for where the fetch begins', async () => {
    strayErrors = [['_entities', 9, 'stock'], ['_entities', 0.5], ['_entities', -1], ['elsewhere', 0], 7];
    expect((await ask('{ items { stock } }')).paths).toEqual(strayErrors.map(() => 'items'));
  });

  test('are sent one by one when they are refused together', async () => {
    refuses = (query) => query.includes('_1:');
    const answer = await ask('{ items { stock } tops { stock name } }');
    expect(answer.paths).toEqual([]);
    expect(answer.data.tops[1]).toEqual({ stock: 99, name: 'item "c"' });
    expect(sent).toHaveLength(3);
  });

  test('that are refused alone do not take others along', async () => {
    refuses = (query) => query.includes('name');
    const { data, paths } = await ask('{ items { stock } tops { stock name } }');
    expect(paths).toEqual(['tops']);
    expect(data.items[0]).toEqual({ stock: 97 });
    expect(data.tops[0]).toEqual({ stock: null, name: null });
  });
});
