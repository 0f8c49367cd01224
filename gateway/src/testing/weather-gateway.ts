import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { decodeJwt } from 'jose';
import { pino } from 'pino';
import { WebSocketServer } from 'ws';
import { readConfig } from '../config.ts';
import { type Gateway, startGateway } from '../server.ts';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { RawClient } from './raw-ws-client.ts';
import { listenOn } from './serve-subgraph.ts';
import { audience, issuerName, startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

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

type Row = Record<string, unknown>;
type Context = { readonly reader: string };

/** Who a viewer token names; subgraphs of the fixture believe it. */
function readerOf(token: unknown): string {
  return typeof token === 'string' ? (decodeJwt(token).sub ?? 'anonymous') : 'anonymous';
}

/** Degrees of cities. Readers get the present degrees first, then each change; a slow reader gets the newest. */
export class WeatherStation {
  readonly degrees = new Map<string, number>();
  /** Who follows, by city; one entry for each live subscription. */
  readonly followers: { readonly city: string; readonly reader: string }[] = [];
  /** Viewers of the requests that joined a name. */
  readonly joins: string[] = [];
  /** Every subscription that began. */
  started = 0;
  /** Events handed out. */
  told = 0;
  /** What joins wait for. */
  joinable: Promise<void> = Promise.resolve();
  padding = '';
  private readonly wakers = new Set<() => void>();

  set(city: string, degrees: number): void {
    this.degrees.set(city, degrees);
    for (const wake of this.wakers) wake();
  }

  follow(field: string, city: string, reader: string): AsyncIterableIterator<Row> {
    const follower = { city, reader };
    this.followers.push(follower);
    this.started++;
    let told: number | undefined;
    let isOver = false;
    let wake: () => void = () => {};
    const waker = (): void => wake();
    this.wakers.add(waker);
    return {
      next: async () => {
        while (!isOver) {
          const degrees = this.degrees.get(city) ?? 0;
          if (degrees !== told) {
            told = degrees;
            this.told++;
            return {
              done: false,
              value: { [field]: { __typename: 'Weather', city, degrees, reader, padding: this.padding } },
            };
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return { done: true, value: undefined };
      },
      return: async () => {
        if (!isOver) this.followers.splice(this.followers.indexOf(follower), 1);
        isOver = true;
        this.wakers.delete(waker);
        wake();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

function buildSchemas(
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
async function serve(
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
export interface WeatherGateway {
  readonly gateway: Gateway;
  readonly station: WeatherStation;
  readonly issuer: TokenIssuer;
  readonly environment: Record<string, string>;
  stations: WeatherSubgraph;
  /** A client that is initialised, for a user or for nobody. */
  client(
    subject?: string,
    options?: { localAddress?: string; headers?: Record<string, string>; roles?: string[] },
  ): Promise<RawClient>;
  /** Starts the subgraph again on its port, with another schema perhaps. */
  restartStations(options?: { sdl?: string }): Promise<void>;
  /** Gives the gateway the supergraph of another schema of the stations. */
  publish(sdl: string): Promise<void>;
  stop(): Promise<void>;
}

export function composeWeather(urls: { stations: string; names: string }, sdl = stationsSdl): string {
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'stations', sdl, url: urls.stations, file: 'stations' },
    { name: 'names', sdl: namesSdl, url: urls.names, file: 'names' },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}

export async function startWeatherGateway(
  environment: Record<string, string> = {},
  options: { viewerPerOperation?: boolean; revokedSessionsUrl?: string } = {},
): Promise<WeatherGateway> {
  const station = new WeatherStation();
  const schemas = buildSchemas(station, stationsSdl);
  const [stations, names, issuer, folder] = await Promise.all([
    serve(schemas.stations, options),
    serve(schemas.names),
    startTokenIssuer(),
    mkdtemp(join(tmpdir(), 'gateway-live-')),
  ]);
  const urls = { stations: stations.url, names: names.url };
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, composeWeather(urls));
  const settings = {
    NODE_ENV: 'test',
    PORT: '0',
    SUPERGRAPH_FILE: file,
    SUPERGRAPH_POLL_INTERVAL_MS: '50',
    VIEWER_TOKEN_SECRET: 'a-secret-of-the-tests-only-0123456789',
    AUTH_ISSUERS: JSON.stringify([
      {
        issuer: issuerName,
        jwksUrl: issuer.jwksUrl,
        audience,
        claims: ['sub', 'kind', 'sid', 'roles'],
        revokedSessionsUrl: options.revokedSessionsUrl,
      },
    ]),
    ...environment,
  };
  const gateway = await startGateway(readConfig(settings), {
    logger: pino({ level: 'silent' }),
    now: Date.now,
  });
  const clients: RawClient[] = [];
  const fixture: WeatherGateway = {
    gateway,
    station,
    issuer,
    environment: settings,
    stations,
    client: async (subject, clientOptions) => {
      const client = new RawClient(gateway.url, clientOptions);
      clients.push(client);
      const token =
        subject &&
        (await issuer.sign({
          sub: subject,
          sid: `session of ${subject}`,
          roles: clientOptions?.roles ?? [],
        }));
      return client.init(token ? { authorization: `Bearer ${token}` } : undefined);
    },
    restartStations: async ({ sdl = stationsSdl } = {}) => {
      await fixture.stations.stop();
      fixture.stations = await serve(buildSchemas(station, sdl).stations, {
        ...options,
        port: stations.port,
      });
    },
    publish: async (sdl) => {
      // In one step, as a half-written file is another one.
      await writeFile(`${file}.next`, composeWeather(urls, sdl));
      await rename(`${file}.next`, file);
    },
    stop: async () => {
      for (const { socket } of clients) socket.terminate();
      await gateway.stop();
      await Promise.all([fixture.stations.stop(), names.stop(), issuer.stop()]);
      await rm(folder, { recursive: true });
    },
  };
  return fixture;
}
