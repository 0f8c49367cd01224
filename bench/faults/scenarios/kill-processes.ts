import { subgraphs } from '@souk/local/ports';
import type { FaultShop } from '../fault-shop.ts';
import { pause, type Scenario, until } from '../scenario.ts';

/** All that does work for an order, and what they stand on. */
export const processes = [
  ...subgraphs.flatMap((name) => [name, `${name}-worker`]),
  'sandbox',
  'aws',
  'gateway',
  'postgres',
] as const;

/** F1: SIGKILL at random moments, each process `rounds` times, in random order. */
export function killProcesses(rounds: number, victims: readonly string[] = processes): Scenario {
  return {
    id: 'F1',
    what: `kill -9 of ${victims.length} processes, ${rounds} times each`,
    async inject(shop) {
      const deaths = Array.from({ length: rounds }, () => shuffled(victims)).flat();
      for (const victim of deaths) {
        await pause(Math.random() * 2);
        await killAndAwait(shop, victim);
      }
      return { faults: deaths.length };
    },
  };
}

/** Kills a process and waits until it was started again and everything is ready, what had lost it included. */
export async function killAndAwait(
  shop: FaultShop,
  victim: string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  const souk = shop.souk();
  const pidOf = (): number | undefined => souk.processes().find(({ name }) => name === victim)?.pid;
  const before = pidOf();
  souk.kill(victim, signal);
  await until(`${victim} is started again`, () => pidOf() !== before && pidOf() !== undefined);
  for (const { name } of souk.processes()) await souk.whenReady(name, 30_000);
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
