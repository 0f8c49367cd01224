import { rmSync } from 'node:fs';
import type { Souk } from '../../../infra/local/src/souk.ts';

/** Ends the shop, and removes its data unless SOUK_E2E_KEEP is set. */
export default async function globalTeardown(): Promise<void> {
  const { soukUnderTest } = globalThis as unknown as { soukUnderTest: { souk: Souk; dataDir: string } };
  await soukUnderTest.souk.stop();
  if (!process.env.SOUK_E2E_KEEP) rmSync(soukUnderTest.dataDir, { recursive: true, force: true });
}
