import { loadSecrets } from '@souk/local/secrets';
import type { FaultShop } from '../fault-shop.ts';
import { pause, type Scenario } from '../scenario.ts';

const troubles = [
  { answers: 'error_after_success' },
  { answers: 'rate_limit' },
  { webhooks: 'withhold' },
  { webhooks: 'duplicate' },
  { webhooks: 'reorder' },
  { answers: 'error_after_success', webhooks: 'withhold' },
] as const;

/** F8: the payment provider errs after success, limits, and delivers webhooks late, often and in any order. */
export const troubleProvider: Scenario = {
  id: 'F8',
  what: 'provider: 500 after success, 429, webhooks withheld, repeated, reordered; time-outs and 3-D Secure never finished',
  async inject(shop, seconds) {
    for (const trouble of troubles) {
      await setFaults(shop, { ...trouble, seconds: Math.ceil(seconds) });
      await pause(seconds);
    }
    await setFaults(shop, { seconds: 0 });
    return { faults: troubles.length };
  },
};

async function setFaults(shop: FaultShop, faults: object): Promise<void> {
  const { urls, dataDir } = shop.souk();
  const response = await fetch(`${urls.sandbox}/v1/faults`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${loadSecrets(dataDir).sandboxApiKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(faults),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
}
