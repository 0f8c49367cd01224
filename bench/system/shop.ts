import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@souk/local/ports';
import { type Souk, startSouk } from '@souk/local/souk';
import { watchedPostgres } from '../measure/database-work.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';

/** A shop of a benchmark's own. */
export type Shop = { readonly souk: Souk; readonly client: GraphqlClient };

/**
 * Starts a shop with the demonstration catalogue on free ports in a temporary folder, without the web store, and removes
 * all of it when the work is done or has failed.
 *
 * @param connections that the client keeps to the gateway at most
 */
export async function withShop<Result>(
  connections: number,
  work: (shop: Shop) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-bench-'));
  const souk = await startSouk({
    ...{ dataDir, ports: await freePorts(), without: ['web'], logLevel: 'warn' },
    postgresSettings: watchedPostgres,
  });
  const client = createGraphqlClient(souk.urls.gateway, connections);
  try {
    return await work({ souk, client });
  } finally {
    await client.close();
    await souk.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Process ids by name, of those that run. */
export function pidsByName(souk: Souk): Record<string, number> {
  return Object.fromEntries(souk.processes().flatMap(({ name, pid }) => (pid ? [[name, pid]] : [])));
}
