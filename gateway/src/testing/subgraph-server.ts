import { createServer, type ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import {
  concreteTypeOf,
  entityOf,
  type GeneratedGraph,
  type GeneratedSubgraph,
  type GraphObject,
  parseFieldSet,
  readFieldSet,
  resolveTruth,
  truthOf,
  valueFrom,
} from './generated-graph.ts';
import { listenOn } from './serve-subgraph.ts';

/** What goes wrong in one subgraph. `slow` answers in random order, but answers. */
export type Fault = 'broken' | 'cut' | 'nulls' | 'slow' | 'text';

/** Serves the subgraphs of generated graphs on one real port: `/<graph>/<subgraph>`. */
export interface SubgraphServer {
  urlOf(graph: number, subgraph: string): string;
  serve(graph: number, generated: GeneratedGraph): void;
  fault: { readonly subgraph: string; readonly kind: Fault } | undefined;
  requests: number;
  stop(): Promise<void>;
}

export async function startSubgraphServer(): Promise<SubgraphServer> {
  const schemas = new Map<string, GraphQLSchema>();
  const documents = new LRUCache<string, DocumentNode>({ max: 2_000 });
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    server.requests++;
    const subgraph = request.url?.split('/').at(-1);
    const kind = server.fault && server.fault.subgraph === subgraph ? server.fault.kind : undefined;
    if (kind && kind !== 'slow' && kind !== 'nulls') return fail(response, kind);
    const { query, variables, operationName } = JSON.parse(body);
    let document = documents.get(query);
    if (!document) {
      document = parse(query, { noLocation: true });
      documents.set(query, document);
    }
    const schema = schemas.get(request.url ?? '') as GraphQLSchema;
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      operationName,
      rootValue: { __typename: 'Query', identity: 'Query' },
    });
    if (kind === 'nulls') result.data = withoutEntities(result.data);
    if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, body.length % 7));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  const port = await listenOn(http, 0);
  const server: SubgraphServer = {
    fault: undefined,
    requests: 0,
    urlOf: (graph, subgraph) => `http://127.0.0.1:${port}/${graph}/${subgraph}`,
    serve: (graph, generated) => {
      for (const subgraph of generated.subgraphs) {
        schemas.set(`/${graph}/${subgraph.name}`, executableSchema(generated, subgraph));
      }
    },
    stop: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

function fail(response: ServerResponse, kind: Fault): void {
  if (kind === 'cut') response.destroy();
  else if (kind === 'broken') response.writeHead(500, { 'content-type': 'application/json' }).end('{"data":');
  else response.writeHead(200, { 'content-type': 'text/plain' }).end('hello');
}

function withoutEntities(data: Record<string, unknown> | null | undefined): Record<string, unknown> | null {
  if (!data) return null;
  const entries = Object.entries(data).map(([key, value]) =>
    Array.isArray(value) && key.startsWith('_e') ? [key, value.map(() => null)] : [key, null],
  );
  return Object.fromEntries(entries);
}

/** A subgraph that answers only what it owns, and fails where it is asked for more. */
function executableSchema(graph: GeneratedGraph, subgraph: GeneratedSubgraph): GraphQLSchema {
  const resolve: GraphQLFieldResolver<GraphObject, unknown> = (
    source,
    args,
    _context,
    { fieldName, parentType },
  ) =>
    answer(
      graph,
      subgraph,
      source.identity === 'Query' ? { ...source, __typename: parentType.name } : source,
      fieldName,
      args,
    );
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraph.sdl) }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('_')) continue;
    if (isAbstractType(type)) type.resolveType = (source: GraphObject) => source.__typename;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.name.startsWith('_')) field.resolve = resolve as never;
    }
    const resolveReference = (row: Record<string, unknown>): GraphObject | null =>
      referenceOf(graph, type.name, isObjectType(type), row);
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
  }
  return schema;
}

/** An interface object bears the interface's name; the entity it stands for is found by its id. */
function referenceOf(
  graph: GeneratedGraph,
  typename: string,
  isObject: boolean,
  row: Record<string, unknown>,
): GraphObject | null {
  if (graph.entities.has(typename)) return entityOf(graph, typename, row) ?? null;
  for (const name of graph.entities.keys()) {
    const entity = entityOf(graph, name, row);
    if (entity) return isObject ? { ...entity, __typename: typename } : entity;
  }
  return null;
}

function answer(
  graph: GeneratedGraph,
  subgraph: GeneratedSubgraph,
  source: GraphObject,
  field: string,
  args: Readonly<Record<string, unknown>>,
): unknown {
  const truth = truthOf(graph, source, field);
  const coordinate = `${concreteTypeOf(source)}.${field}`;
  if (!subgraph.answers.has(coordinate) && !source.provided?.has(field))
    throw new Error(`${subgraph.name} cannot answer ${coordinate}`);
  if (truth.requires !== undefined) {
    const inputs = readFieldSet(
      parseFieldSet(truth.requires),
      source.representation ?? {},
      (from, { name }) => (from as Record<string, unknown>)[name.value],
    );
    return valueFrom(graph, truth, source, field, args, inputs);
  }
  if (truth.context) {
    const { tone, ...rest } = args;
    return valueFrom(graph, truth, source, field, rest, tone ?? null);
  }
  const value = resolveTruth(graph, source, field, args);
  return truth.provides && value ? { ...value, provided: new Set([truth.provides]) } : value;
}
