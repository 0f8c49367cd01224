import { machineLine, watchCpu } from '../measure/cpu.ts';
import { checksTable, say } from '../measure/report.ts';
import { killProcesses } from './kill-processes.ts';

export const options = {
  rate: { default: 600, about: 'checkouts started a minute' },
  'seconds-around': { default: 5, about: 'seconds of load before each kill, and from the kill on' },
};

/** All that does work for an order, and what they stand on. */
const victims = [
  ...['users', 'products', 'orders', 'payments', 'notifications', 'analytics'].flatMap((name) => [
    name,
    `${name}-worker`,
  ]),
  'sandbox',
  'aws',
  'gateway',
  'postgres',
];

/** Kills every process with SIGKILL, one after the other, while orders flow. */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`faults: kill -9 of each process at ${given.rate} checkouts a minute`);
  say(`${machineLine()}; ${new Date().toISOString()}`);
  say();
  const cpu = watchCpu(() => ({}));
  const recoveries: Record<string, number> = {};
  const result = await killProcesses({
    victims,
    checkoutsPerMinute: given.rate!,
    secondsAround: given['seconds-around']!,
    onRecovered: (victim, backAfterMs) => {
      recoveries[victim] = backAfterMs;
      say(`killed ${victim.padEnd(22)} all ready again after ${backAfterMs} ms`);
    },
  });
  const outcomes = Object.fromEntries(
    (['accepted', 'refused', 'unknown'] as const).map((outcome) => [
      outcome,
      result.journal.filter((entry) => entry.outcome === outcome).length,
    ]),
  );
  say();
  say(
    `checkouts: ${outcomes.accepted} accepted, ${outcomes.refused} refused, ${outcomes.unknown} without an answer`,
  );
  for (const [error, count] of result.errors) say(`  ${count} times ${error}`);
  say(`all settled ${(result.settledAfterMs / 1000).toFixed(1)} s after the last checkout`);
  say();
  const ok = checksTable(result.checks);
  return {
    ok,
    figures: {
      machine: machineLine(),
      at: new Date().toISOString(),
      stealPercent: cpu().stealPercent,
      recoveries,
      outcomes,
      settledAfterMs: result.settledAfterMs,
      broken: result.checks.filter(({ failures }) => failures.length > 0),
    },
  };
}
