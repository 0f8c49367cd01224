import { rmSync } from 'node:fs';
import { postgresAccount, postgresDirectory } from '../postgres-binaries.ts';
import type {} from './global-setup.ts';

/** Ends what the global setup started and removes its data. */
export async function globalTeardown(): Promise<void> {
  const infrastructure = globalThis.soukTestInfrastructure;
  if (!infrastructure) return;
  const { aws, postgres, dataDir } = infrastructure;
  aws.stdin?.end();
  aws.kill('SIGTERM');
  await postgres.stop();
  rmSync(postgresDirectory(dataDir, postgresAccount()), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

export default globalTeardown;
