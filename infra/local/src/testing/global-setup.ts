import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports.ts';
import { type Postgres, startPostgres, stopSurvivingPostgres } from '../postgres.ts';
import { postgresAccount, postgresDirectory } from '../postgres-binaries.ts';
import { isAlive } from '../process-identity.ts';
import { startAws } from './start-aws.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PREFIX = 'souk-test-';

/** What the teardown, which jest runs in the same process, has to end. */
export interface TestInfrastructure {
  readonly dataDir: string;
  readonly postgres: Postgres;
  readonly aws: ChildProcess;
}
declare global {
  var soukTestInfrastructure: TestInfrastructure | undefined;
}

/**
 * Starts one PostgreSQL and one SNS/SQS/S3 for the whole jest run and tells the tests where they are:
 * SOUK_TEST_POSTGRES_URL (superuser, database "postgres") and SOUK_TEST_AWS_ENDPOINT.
 */
export async function globalSetup(): Promise<void> {
  await removeLeftovers();
  const dataDir = temporaryFolder(PREFIX);
  writeFileSync(join(dataDir, 'owner.pid'), String(process.pid));
  const [postgres, { aws, endpoint }] = await Promise.all([
    freePort().then((port) => startPostgres({ dataDir, port, durable: false })),
    startAws(),
  ]);
  globalThis.soukTestInfrastructure = { dataDir, postgres, aws };
  process.env.SOUK_TEST_POSTGRES_URL = postgres.url('postgres');
  process.env.SOUK_TEST_AWS_ENDPOINT = endpoint;
  process.env.AWS_REGION ??= 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID ??= 'local';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
}

/** A run that was killed leaves its PostgreSQL behind; the emulator ends by itself. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const owner = readOwner(dataDir);
    if (owner === undefined || isAlive(owner)) continue;
    const directory = postgresDirectory(dataDir, postgresAccount());
    await stopSurvivingPostgres(directory);
    rmSync(directory, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function readOwner(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'owner.pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

export default globalSetup;
