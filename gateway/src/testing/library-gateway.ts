import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type Gateway, startGateway } from '../server.ts';
import { type Library, startLibrary } from './library-fixture.ts';
import { audience, issuerName, startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

export interface LibraryAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { path?: (string | number)[]; extensions: Record<string, unknown> }[];
  };
}

/** A gateway with a cache in front of the library, everything on real ports, with a clock of its own. */
export interface LibraryGateway {
  readonly gateway: Gateway;
  readonly library: Library;
  readonly issuer: TokenIssuer;
  readonly logs: Record<string, unknown>[];
  /** Lets the gateway's clock go forward. */
  pass(milliseconds: number): void;
  post(query: string, headers?: Record<string, string>): Promise<LibraryAnswer>;
  get(query: string, headers?: Record<string, string>): Promise<LibraryAnswer>;
  /** A counter of `/metrics`. */
  metric(line: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a gateway in front of a library, or one more in front of the same. */
export async function startLibraryGateway(
  environment: Record<string, string>,
  shared?: LibraryGateway,
): Promise<LibraryGateway> {
  const library = shared?.library ?? (await startLibrary());
  const issuer = shared?.issuer ?? (await startTokenIssuer());
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, library.supergraphSdl);
  const logs: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const authIssuers = [
    { issuer: issuerName, jwksUrl: issuer.jwksUrl, audience, claims: ['sub', 'kind', 'roles'] },
  ];
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    SUPERGRAPH_FILE: file,
    VIEWER_TOKEN_SECRET: 'a-secret-of-the-tests-only-0123456789',
    AUTH_ISSUERS: JSON.stringify(authIssuers),
    ...environment,
  });
  let passed = 0;
  const gateway = await startGateway(config, { logger, now: () => Date.now() + passed });
  const answer = async (response: Response): Promise<LibraryAnswer> => {
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as LibraryAnswer['body']),
    };
  };
  return {
    gateway,
    library,
    issuer,
    logs,
    pass: (milliseconds) => {
      passed += milliseconds;
    },
    post: async (query, headers = {}) =>
      answer(
        await fetch(gateway.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query }),
        }),
      ),
    get: async (query, headers = {}) =>
      answer(
        await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, {
          headers: { 'apollo-require-preflight': 'true', ...headers },
        }),
      ),
    metric: async (line) => {
      const text = await (await fetch(gateway.url.replace('/graphql', '/metrics'))).text();
      const found = text.split('\n').find((one) => one.startsWith(`${line} `));
      return found === undefined ? 0 : Number(found.slice(line.length + 1));
    },
    stop: async () => {
      await gateway.stop();
      await rm(folder, { recursive: true });
      if (!shared) await Promise.all([library.stop(), issuer.stop()]);
    },
  };
}
