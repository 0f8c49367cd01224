import { subgraphs } from '@souk/local/ports';
import { say } from '../../measure/report.ts';
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
      for (let round = 1; round <= rounds; round += 1) {
        for (const victim of shuffled(victims)) {
          await pause(Math.random() * 2);
          await killAndAwait(shop, victim);
        }
        if (rounds > 2) say(`     F1 round ${round} of ${rounds}, ${shop.journal.length} checkouts so far`);
      }
      return { faults: rounds * victims.length };
    },
  };
}

/** A loaded machine starts a process slowly, and PostgreSQL repeats its log first. */
const patienceMs = 120_000;

/** Kills a process and waits until it was started again and everything is ready, what had lost it included. */
export async function killAndAwait(
  shop: FaultShop,
  victim: string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  const souk = shop.souk();
  const pidOf = (): number | undefined => souk.processes().find(({ name }) => name === victim)?.pid;
  // It may have ended by itself, from what became of another.
  await souk.whenReady(victim, patienceMs);
  const before = pidOf();
  souk.kill(victim, signal);
  await until(`${victim} is started again`, () => pidOf() !== before && pidOf() !== undefined, patienceMs);
  for (const { name } of souk.processes()) await souk.whenReady(name, patienceMs);
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
