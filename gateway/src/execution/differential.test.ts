import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import fc from 'fast-check';
import { type GraphQLSchema, graphql, parse, specifiedRules, validate } from 'graphql';
import { anonymousViewer } from '../security/viewer.ts';
import { loadSupergraph } from '../supergraph/load.ts';
import { arbitraryQuery } from '../testing/arbitrary-query.ts';
import { buildFixtureSchemas, composeFixture } from '../testing/federation-fixture.ts';
import { Cancellation } from './cancellation.ts';
import { Engine } from './engine.ts';
import { SubgraphUnavailable } from './errors.ts';
import { isJsonObject } from './json.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

interface Answer {
  readonly data: unknown;
  readonly errorPaths: readonly string[];
}

/** A subgraph that answers nothing, for both executors. */
let down: string | undefined;

const schemas = buildFixtureSchemas();
const supergraphSdl = composeFixture();
const supergraph = loadSupergraph(supergraphSdl);

const engine = new Engine(
  supergraph,
  {
    types: supergraph.types,
    errorPolicy: { clientCodes: new Set(['NOT_FOUND']) },
    onFailure: () => {},
    transportOf: (service) => ({
      send: async ({ body }) => {
        if (service === down) throw new SubgraphUnavailable(service, 'down');
        const { query, variables, operationName } = JSON.parse(body);
        const schema = schemas.get(service) as GraphQLSchema;
        const result = await graphql({ schema, source: query, variableValues: variables, operationName });
        const { data, errors } = JSON.parse(JSON.stringify(result));
        return { data: isJsonObject(data) ? data : null, errors };
      },
    }),
  },
  { maxOperations: 10, maxDocumentCharacters: 1_000_000 },
);

async function throughOurs(query: string, variables: Record<string, unknown>): Promise<Answer> {
  const answer = await engine.execute({
    document: parse(query),
    documentKey: query,
    operationName: undefined,
    variables,
    viewer: anonymousViewer,
    scope: { headers: {}, cancellation: new Cancellation() },
  });
  const data: unknown = JSON.parse(answer.dataText);
  for (const { path } of answer.errors)
    expect({ path, isNull: !path || isNullAt(data, path) }).toMatchObject({ isNull: true });
  return { data, errorPaths: pathsOf(answer.errors) };
}

function pathsOf(errors: readonly { path?: readonly (string | number)[] }[] | undefined): string[] {
  return [...new Set((errors ?? []).map(({ path }) => JSON.stringify(responsePath(path))))].sort();
}

/**
 * Paths are compared without list positions, as stock counts representations where it should count entities: an
 * entity that needs none shifts its positions. Where a whole entity list failed, stock gives a path of the plan
 * (`["media", "@", "_entities"]`): ours ends at the list. That our own positions are right is checked by `isNullAt`.
 */
function responsePath(path: readonly (string | number)[] | undefined): (string | number)[] | null {
  const list = path?.findIndex((element) => element === '@' || element === '_entities') ?? -1;
  const cut = list < 0 ? path : path?.slice(0, list);
  return cut?.map((element) => (typeof element === 'number' ? '#' : element)) ?? null;
}

/** Whether following an error's path ends in a null: the field itself, or what had to be null because of it. */
function isNullAt(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const element of path) {
    if (value === null) return true;
    value = (value as Record<string | number, unknown>)[element];
    // The field was asked for in a way that this answer does not show, such as a key of the planner's own.
    if (value === undefined) return true;
  }
  // A request that failed as a whole is reported at the object or list whose fields it would have brought.
  return value === null || typeof value === 'object';
}

/**
 * Stock lets an interface object's name (`Media`) overwrite the type it knew (`Book`), and then leaves out the fields of
 * fragments on that type. Here the name is taken out of such answers, so that the rest of the answer can be compared.
 */
class StockDataSource extends LocalGraphQLDataSource {
  private readonly service: string;

  constructor(service: string) {
    super(schemas.get(service) as GraphQLSchema);
    this.service = service;
  }

  override async process(options: never): ReturnType<LocalGraphQLDataSource['process']> {
    if (this.service === down) throw new Error('down');
    const response = await super.process(options);
    for (const entity of (response.data?._entities as ({ __typename?: string } | null)[] | undefined) ?? []) {
      if (entity?.__typename === 'Media') delete entity.__typename;
    }
    return response;
  }
}

/** Stock plans conditions, and gets some wrong; they are compared with the truth in `differential-generated.test.ts`. */
const queryOptions = { conditions: false };
const runs = Number(process.env.DIFFERENTIAL_RUNS ?? 300);
/** The same cases each time, so that a failure is of the change at hand; another seed looks for new ones. */
const seed = Number(process.env.DIFFERENTIAL_SEED ?? 20261121);

describe('the engine beside the stock executor', () => {
  let stock: ApolloGateway;
  let executor: (
    context: never,
  ) => Promise<{ data?: unknown; errors?: readonly never[]; extensions?: unknown }>;

  beforeAll(async () => {
    const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    stock = new ApolloGateway({
      supergraphSdl,
      logger: silent,
      buildService: ({ name }) => new StockDataSource(name ?? ''),
    });
    ({ executor } = (await stock.load({ apollo: {} } as never)) as never);
  });

  afterAll(() => stock.stop());

  async function throughStock(query: string, variables: Record<string, unknown>): Promise<Answer> {
    const document = parse(query);
    const result = await executor({
      request: { query, variables },
      document,
      queryHash: query,
      source: query,
      context: {},
      metrics: {},
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      schema: supergraph.schema,
      operation: document.definitions[0],
      operationName: null,
      cache: undefined,
    } as never);
    const completion = (result.extensions as { valueCompletion?: never[] } | undefined)?.valueCompletion;
    return {
      data: JSON.parse(JSON.stringify(result.data ?? null)),
      errorPaths: pathsOf(result.errors ?? completion),
    };
  }

  test('answers generated queries with the same data and the same error paths', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(supergraph.schema, queryOptions), async ({ query, variables }) => {
        const faults = validate(supergraph.schema, parse(query), specifiedRules, { maxErrors: 1 });
        fc.pre(faults.length === 0);
        compared++;
        const [ours, theirs] = await Promise.all([
          throughOurs(query, variables),
          throughStock(query, variables),
        ]);
        expect({ query, ...ours }).toEqual({ query, ...theirs });
      }),
      { numRuns: runs, seed },
    );
    expect(compared).toBeGreaterThanOrEqual(runs);
  });

  test('gives the same data while a subgraph is down', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryQuery(supergraph.schema, queryOptions),
        fc.constantFrom(...schemas.keys()),
        async ({ query, variables }, service) => {
          fc.pre(validate(supergraph.schema, parse(query), specifiedRules, { maxErrors: 1 }).length === 0);
          down = service;
          try {
            const ours = await throughOurs(query, variables);
            const theirs = await throughStock(query, variables);
            expect({ query, service, data: ours.data }).toEqual({ query, service, data: theirs.data });
          } finally {
            down = undefined;
          }
        },
      ),
      { numRuns: Math.ceil(runs / 3), seed },
    );
  });

  describe('where stock is wrong', () => {
    test('a fragment may narrow inside a fragment on the interface', async () => {
      const query = '{ me { ...P } } fragment P on Person { nick ...U } fragment U on User { id }';
      expect(await throughOurs(query, {})).toEqual({
        data: { me: { nick: 'nick 0', id: 'u0' } },
        errorPaths: [],
      });
      expect((await throughStock(query, {})).data).toEqual({ me: { nick: 'nick 0' } });
    });

    test('the name of an interface object does not hide the type', async () => {
      const query =
        '{ search { ...F2 } } fragment F0 on Book { reviews(first: 0) { id } } fragment F1 on Book { __typename ...F0 } fragment F2 on Book { ...F1 }';
      const { data } = await throughOurs(query, {});
      expect(data).toEqual({ search: [{ __typename: 'Book', reviews: [] }, {}, {}, {}] });
    });
  });
});
