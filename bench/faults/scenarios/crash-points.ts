import type { crashPoints } from '@souk/shared/crash-points';
import { pause, type Scenario, until } from '../scenario.ts';

/** Which process reaches which crash point. */
const deaths: readonly (readonly [process: string, point: keyof typeof crashPoints])[] = [
  ['orders', 'committed'],
  ...['products-worker', 'orders-worker', 'payments-worker', 'notifications-worker'].flatMap((name) =>
    (['committed', 'published', 'handled'] as const).map((point) => [name, point] as const),
  ),
  ['payments-worker', 'providerAnswered'],
  ['analytics-worker', 'handled'],
];

/** F1b: each process dies at each of its named crash points. */
export function crashAtPoints(rounds: number): Scenario {
  return {
    id: 'F1b',
    what: `crash at ${deaths.length} named points, ${rounds} times each`,
    async inject(shop) {
      for (let round = 0; round < rounds; round += 1) {
        for (const [name, point] of deaths) {
          const pidOf = (): number | undefined =>
            shop
              .souk()
              .processes()
              .find((process) => process.name === name)?.pid;
          const before = pidOf();
          shop.switchFault(name, point, '');
          await until(`${name} dies at ${point}`, () => pidOf() !== before);
          await shop.souk().whenReady(name, 30_000);
          await pause(0.2);
        }
      }
      return { faults: rounds * deaths.length };
    },
  };
}
