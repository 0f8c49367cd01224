import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { decodeJwt } from 'jose';
import { WebSocketServer } from 'ws';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { listenOn } from './serve-subgraph.ts';
import type { Row, WeatherStation } from './weather-station.ts';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@composeDirective"])
  @link(url: "https://weather.example/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE
enum CacheControlScope { PUBLIC PRIVATE }`;

export const stationsSdl = `${link}
  type Query { ok: Boolean }
  type Subscription {
    weather(city: ID!): Weather @cacheControl(maxAge: 60, scope: PUBLIC)
    myWeather(city: ID!): Weather @cacheControl(maxAge: 60, scope: PRIVATE)
    briefly(city: ID!): Weather @cacheControl(maxAge: 1, scope: PUBLIC)
    undeclared(city: ID!): Weather
    membersWeather(city: ID!): Weather @authenticated @cacheControl(maxAge: 60, scope: PUBLIC)
  }
  interface Place @cacheControl(maxAge: 60) { note: String }
  type Harbour implements Place @cacheControl(maxAge: 60) { note: String @cacheControl(scope: PRIVATE) }
  type Peak implements Place @cacheControl(maxAge: 60) { note: String }
  type Forecast { text: String }
  type Weather @key(fields: "city") @cacheControl(maxAge: 60) {
    city: ID! degrees: Int! reader: String padding: String
    diary: String @cacheControl(scope: PRIVATE)
    members: String @authenticated
    forecast: Forecast
    place: Place
  }`;

const namesSdl = `${link}
  type Query { okToo: Boolean }
  type Weather @key(fields: "city") @cacheControl(maxAge: 60) { city: ID! name: String nameReader: String }`;

type Context = { readonly reader: string };

/** Who a viewer token names; subgraphs of the fixture believe it. */
function readerOf(token: unknown): string {
  return typeof token === 'string' ? (decodeJwt(token).sub ?? 'anonymous') : 'anonymous';
}

/** The schemas of both subgraphs, over one station. */
export function buildSchemas(
  station: WeatherStation,
  sdl: string,
): { stations: GraphQLSchema; names: GraphQLSchema } {
  const field = (name: string) => ({
    subscribe: (_: unknown, { city }: Row, { reader }: Context) => {
      if (city === 'forbidden')
        throw Object.assign(new Error('No such city'), { extensions: { code: 'NOT_FOUND' } });
      return station.follow(name, String(city), reader);
    },
  });
  const stations = buildSubgraphSchema([
    {
      typeDefs: parse(sdl),
      resolvers: {
        Subscription: Object.fromEntries(
          ['weather', 'myWeather', 'briefly', 'undeclared', 'membersWeather']
            .filter((name) => sdl.includes(` ${name}(`))
            .map((name) => [name, field(name)]),
        ),
      } as never,
    },
  ]);
  const names = buildSubgraphSchema([
    {
      typeDefs: parse(namesSdl),
      resolvers: {
        Weather: {
          __resolveReference: async ({ city }: Row, { reader }: Context) => {
            station.joins.push(reader);
            await station.joinable;
            return { city, name: `name of ${city}`, nameReader: reader };
          },
        },
      } as never,
    },
  ]);
  return { stations, names };
}

export interface WeatherSubgraph {
  readonly url: string;
  readonly port: number;
  openSockets(): number;
  /** connection_init payloads, newest last. */
  readonly connections: unknown[];
  stop(): Promise<void>;
}

/** Serves a subgraph that knows each operation's viewer by its own token, or only each connection's. */
export async function serve(
  schema: GraphQLSchema,
  { port = 0, viewerPerOperation = true }: { port?: number; viewerPerOperation?: boolean } = {},
): Promise<WeatherSubgraph> {
  const connections: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { query, variables } = JSON.parse(body);
    const contextValue: Context = { reader: readerOf(request.headers['x-viewer-token']) };
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const live = useServer(
    {
      schema,
      onConnect: ({ connectionParams }) => {
        connections.push(connectionParams);
        return viewerPerOperation ? { viewerPerOperation: true } : true;
      },
      context: ({ connectionParams }, _id, { extensions }): Context => ({
        reader: readerOf(
          (viewerPerOperation ? extensions?.viewerToken : undefined) ??
            (connectionParams as Row | undefined)?.viewerToken,
        ),
      }),
    },
    sockets,
  );
  const taken = await listenOn(server, port);
  return {
    url: `http://127.0.0.1:${taken}/graphql`,
    port: taken,
    connections,
    openSockets: () => sockets.clients.size,
    stop: async () => {
      if (!server.listening) return;
      for (const socket of sockets.clients) socket.terminate();
      await live.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A gateway in front of live subgraphs, everything on real ports. */
/** The supergraph of both. */
export function composeWeather(urls: { stations: string; names: string }, sdl = stationsSdl): string {
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'stations', sdl, url: urls.stations, file: 'stations' },
    { name: 'names', sdl: namesSdl, url: urls.names, file: 'names' },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}
