import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type Gateway, startGateway } from '../server.ts';
import { type ServedSubgraph, type ServeOptions, serveSubgraph } from './serve-subgraph.ts';
import { buildShopSchemas, composeShop, ParcelDepot } from './shop-fixture.ts';
import { audience, issuerName, startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

/** A gateway in front of the shop fixture, everything on real ports. */
export interface ShopGateway {
  readonly gateway: Gateway;
  readonly depot: ParcelDepot;
  readonly parcels: ServedSubgraph;
  readonly people: ServedSubgraph;
  readonly issuer: TokenIssuer;
  readonly supergraphFile: string;
  readonly logs: Record<string, unknown>[];
  /** Posts an operation; `status`, `body` and headers of the answer. */
  post(
    query: string,
    options?: {
      variables?: Record<string, unknown>;
      headers?: Record<string, string>;
      operationName?: string;
    },
  ): Promise<GraphqlAnswer>;
  stop(): Promise<void>;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  };
}

export const viewerTokenSecret = 'a-secret-of-the-tests-only-0123456789';

export async function startShopGateway(
  environment: Record<string, string> = {},
  subgraphOptions: { parcels?: ServeOptions; people?: ServeOptions } = {},
): Promise<ShopGateway> {
  const depot = new ParcelDepot();
  const schemas = buildShopSchemas(depot);
  const [parcels, people, issuer, folder] = await Promise.all([
    serveSubgraph(schemas.parcels, subgraphOptions.parcels),
    serveSubgraph(schemas.people, subgraphOptions.people),
    startTokenIssuer(),
    mkdtemp(join(tmpdir(), 'gateway-')),
  ]);
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, composeShop({ parcels: parcels.url, people: people.url }));
  const logs: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    SUPERGRAPH_FILE: supergraphFile,
    VIEWER_TOKEN_SECRET: viewerTokenSecret,
    CORS_ORIGINS: 'http://store.example',
    AUTH_ISSUERS: JSON.stringify([
      {
        issuer: issuerName,
        jwksUrl: issuer.jwksUrl,
        audience,
        claims: ['sub', 'kind', 'roles', 'sid', 'scope'],
      },
    ]),
    ...environment,
  });
  const stopOthers = async (): Promise<void> => {
    await Promise.all([parcels.stop(), people.stop(), issuer.stop(), rm(folder, { recursive: true })]);
  };
  const gateway = await startGateway(config, { logger, now: Date.now }).catch(async (error: unknown) => {
    await stopOthers();
    throw error;
  });
  return {
    gateway,
    depot,
    parcels,
    people,
    issuer,
    supergraphFile,
    logs,
    post: async (query, { variables, headers, operationName } = {}) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const body = (await response.json()) as GraphqlAnswer['body'];
      return { status: response.status, headers: response.headers, body };
    },
    stop: async () => {
      await gateway.stop();
      await stopOthers();
    },
  };
}
