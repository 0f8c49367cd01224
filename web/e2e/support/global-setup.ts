import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../infra/local/src/ports.ts';
import { startSouk } from '../../../infra/local/src/souk.ts';

/** Starts the whole shop with its demo data in a folder of its own, on free ports. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-e2e-'));
  const souk = await startSouk({ dataDir, ports: await freePorts(), output: process.stderr });
  Object.assign(process.env, {
    SOUK_E2E_STORE: souk.urls.store,
    SOUK_E2E_GATEWAY: souk.urls.gateway,
    SOUK_E2E_INBOX: souk.urls.inbox,
    SOUK_E2E_SANDBOX: souk.urls.sandbox,
    SOUK_E2E_LOG: souk.logFile,
    SOUK_E2E_DATABASE: souk.databaseUrl('postgres'),
  });
  Object.assign(globalThis, { soukUnderTest: { souk, dataDir } });
}
