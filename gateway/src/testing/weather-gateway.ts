import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type Gateway, startGateway } from '../server.ts';
import { RawClient } from './raw-ws-client.ts';
import { audience, issuerName, startTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { WeatherStation } from './weather-station.ts';
import {
  buildSchemas,
  composeWeather,
  serve,
  stationsSdl,
  type WeatherSubgraph,
} from './weather-subgraphs.ts';

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

/** Starts it, with settings of the gateway's beside its own. */
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
