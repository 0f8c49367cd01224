import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, parse } from 'graphql';
import { Cancellation } from '../execution/cancellation.ts';
import { Engine } from '../execution/engine.ts';
import { SubgraphClient, subgraphClientDefaults } from '../execution/subgraph-client.ts';
import type { Viewer } from '../security/viewer.ts';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { type LoadedSupergraph, loadSupergraph } from '../supergraph/load.ts';
import type { GeneratedGraph } from './generated-graph.ts';
import { referenceAnswer } from './reference-answer.ts';
import type { SubgraphServer } from './subgraph-server.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

export interface ComparedAnswer {
  readonly data: unknown;
  /** Paths of errors. */
  readonly errors: readonly (readonly (string | number)[] | undefined)[];
}

export interface ComparedOperation {
  readonly document: DocumentNode;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** One generated graph behind our engine, behind Apollo's gateway, and as plain truth. */
export interface ComparedGateways {
  readonly supergraph: LoadedSupergraph;
  ours(operation: ComparedOperation): Promise<ComparedAnswer>;
  /** Absent where Apollo's gateway refuses the graph. */
  readonly stock?: (operation: ComparedOperation) => Promise<ComparedAnswer>;
  reference(operation: ComparedOperation): Promise<ComparedAnswer>;
  stop(): Promise<void>;
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const viewer: Viewer = {
  kind: 'user',
  subject: 'v1',
  scopes: ['read'],
  roles: ['staff'],
  claims: {},
  identity: 'v1',
};

/** Composes a graph and puts both gateways in front of it; undefined where it does not compose. */
export async function compareGateways(
  server: SubgraphServer,
  number: number,
  graph: GeneratedGraph,
  load: (sdl: string) => LoadedSupergraph = loadSupergraph,
): Promise<ComparedGateways | undefined> {
  const { supergraphSdl } = composeSubgraphs(
    graph.subgraphs.map(({ name, sdl }) => ({ name, sdl, url: server.urlOf(number, name), file: name })),
  );
  if (supergraphSdl === undefined) return undefined;
  server.serve(number, graph);
  const supergraph = load(supergraphSdl);
  const clients = new Map(
    supergraph.subgraphs.map((subgraph) => [
      subgraph.name,
      // A breaker would let one case decide the next.
      new SubgraphClient(subgraph, { ...subgraphClientDefaults, breakerThreshold: 1_000_000 }),
    ]),
  );
  const engine = new Engine(
    supergraph,
    {
      types: supergraph.types,
      errorPolicy: { clientCodes: new Set() },
      onFailure: () => {},
      transportOf: (service) => clients.get(service) as SubgraphClient,
    },
    { maxOperations: 10, maxDocumentCharacters: 1_000_000 },
  );
  const stock = graph.features.size === 0 ? await startStock(supergraphSdl, supergraph) : undefined;
  return {
    supergraph,
    ours: async ({ document, query, variables }) => {
      const { dataText, errors } = await engine.execute({
        document,
        documentKey: query,
        operationName: undefined,
        variables,
        viewer,
        scope: { headers: {}, cancellation: new Cancellation() },
      });
      return { data: JSON.parse(dataText), errors: errors.map(({ path }) => path) };
    },
    stock: stock?.run,
    reference: async ({ document, variables }) => {
      const { data, errors } = await referenceAnswer(graph, supergraph.schema, document, variables);
      return { data: data ?? null, errors: (errors ?? []).map(({ path }) => path) };
    },
    stop: async () => {
      await stock?.stop();
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

async function startStock(
  supergraphSdl: string,
  supergraph: LoadedSupergraph,
): Promise<{ run: (operation: ComparedOperation) => Promise<ComparedAnswer>; stop: () => Promise<void> }> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    buildService: ({ url }) => new RemoteGraphQLDataSource({ url: url ?? '' }),
  });
  const { executor } = await gateway.load({ apollo: {} } as never);
  return {
    run: async ({ document, query, variables }) => {
      const result = await executor({
        request: { query, variables, http: { headers: new Map() } },
        document,
        queryHash: query,
        source: query,
        context: {},
        metrics: {},
        logger: silent,
        schema: supergraph.schema,
        operation: document.definitions[0],
        operationName: null,
        cache: undefined,
      } as never);
      const { data, errors, extensions } = JSON.parse(JSON.stringify(result));
      return {
        data: data ?? null,
        errors: (errors ?? extensions?.valueCompletion ?? []).map(({ path }: { path?: never }) => path),
      };
    },
    stop: () => gateway.stop(),
  };
}

export function comparedOperation(query: string, variables: Record<string, unknown>): ComparedOperation {
  return { query, variables, document: parse(query) };
}
