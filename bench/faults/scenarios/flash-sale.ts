import { gatherCrowd } from '../../flash-sale/crowd.ts';
import type { Scenario } from '../scenario.ts';
import { killAndAwait } from './kill-processes.ts';

const victims = [
  'products',
  'products-worker',
  'orders',
  'orders-worker',
  'payments-worker',
  'gateway',
  'postgres',
];

/** F12: a crowd at a flash sale while what serves it is killed. */
export function crowdAtFlashSale(given: { buyers: number; units: number }): Scenario {
  return {
    id: 'F12',
    what: `flash sale of ${given.units} units to ${given.buyers} buyers, while ${victims.length} processes are killed`,
    async inject(shop) {
      const { client, latencies, journal } = shop;
      const crowd = await gatherCrowd({ client, latencies, ...given });
      const killing = (async () => {
        for (const victim of victims) await killAndAwait(shop, victim);
      })();
      const winners = await crowd.rush(50);
      journal.push(...(await crowd.checkOut(winners, 20)));
      await killing;
      return {
        faults: victims.length,
        checks: [
          {
            kind: 'oversold',
            what: `exactly ${given.units} places were held`,
            failures: winners.length === given.units ? [] : [`${winners.length} were`],
          },
        ],
      };
    },
  };
}
