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
  it.each<{ scenario: Scenario; seconds: number }>([
    { scenario: killProcesses(1, victims), seconds: 0 },
    { scenario: crashAtPoints(1), seconds: 0 },
    { scenario: stopDatabase, seconds: 0 },
    { scenario: loseAnswers, seconds: 3 },
    { scenario: disorderMessages, seconds: 5 },
    { scenario: troubleProvider, seconds: 1 },
  ])(
    '$scenario.what',
    async ({ scenario, seconds }) => {
      const result = await runScenario(shop, scenario, seconds);
      expect(result.broken).toEqual([]);
      expect(result.faults).toBeGreaterThan(0);
      expect(result.accepted).toBeGreaterThan(5);
    },
    240_000,
  );
});
