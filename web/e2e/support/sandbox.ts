import { dirname } from 'node:path';
import { loadSecrets } from '../../../infra/local/src/secrets.ts';

/** The data folder of the shop under test. */
export function dataDirOfShop(): string {
  return dirname(dirname(process.env.SOUK_E2E_LOG!));
}

/** Makes the sandbox provider misbehave; nothing ends it. */
export async function misbehave(faults: object): Promise<void> {
  const { sandboxApiKey } = loadSecrets(dataDirOfShop());
  const response = await fetch(`${process.env.SOUK_E2E_SANDBOX}/v1/faults`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${sandboxApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(faults),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
}
