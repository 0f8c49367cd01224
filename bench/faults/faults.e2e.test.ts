import { type FaultShop, startFaultShop } from './fault-shop.ts';
import { runScenario, type Scenario } from './scenario.ts';
import { crashAtPoints } from './scenarios/crash-points.ts';
import { stopDatabase } from './scenarios/database.ts';
import { killProcesses } from './scenarios/kill-processes.ts';
import { disorderMessages, loseAnswers } from './scenarios/messaging.ts';
import { troubleProvider } from './scenarios/provider.ts';

let shop: FaultShop;
beforeAll(async () => {
  shop = await startFaultShop({ checkoutsPerMinute: 240 });
}, 180_000);
afterAll(() => shop.close());

const victims = ['orders-worker', 'products-worker', 'payments-worker', 'orders', 'sandbox', 'postgres'];

describe('an order that was accepted ends right, once, whatever fails meanwhile', () => {
  it.each<[Scenario, number]>([
    [killProcesses(1, victims), 0],
    [crashAtPoints(1), 0],
    [stopDatabase, 0],
    [loseAnswers, 3],
    [disorderMessages, 5],
    [troubleProvider, 1],
  ])(
    '$what',
    async (scenario, seconds) => {
      const result = await runScenario(shop, scenario, seconds);
      expect(result.broken).toEqual([]);
      expect(result.faults).toBeGreaterThan(0);
      expect(result.accepted).toBeGreaterThan(5);
    },
    240_000,
  );
});
