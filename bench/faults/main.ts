import { machineLine, watchCpu } from '../measure/cpu.ts';
import { say, table } from '../measure/report.ts';
import { startFaultShop } from './fault-shop.ts';
import { runScenario, type Scenario, type ScenarioResult } from './scenario.ts';
import { crashAtPoints } from './scenarios/crash-points.ts';
import { exhaustConnections, fillDisk, stopDatabase } from './scenarios/database.ts';
import { crowdAtFlashSale } from './scenarios/flash-sale.ts';
import { killProcesses } from './scenarios/kill-processes.ts';
import { disorderMessages, loseAnswers, loseMessaging } from './scenarios/messaging.ts';
import { poisonQueues } from './scenarios/poison.ts';
import { troubleProvider } from './scenarios/provider.ts';
import { restoreBackup } from './scenarios/restore-backup.ts';
import { shiftClocks, stallWorkers } from './scenarios/time.ts';

export const options = {
  rate: { default: 600, about: 'checkouts started a minute' },
  seconds: { default: 20, about: 'how long each trouble lasts, where that can be chosen' },
  rounds: { default: 2, about: 'how often each process is killed' },
  crashes: { default: 2, about: 'how often each process dies at each crash point; 0 leaves F1b out' },
  buyers: { default: 20_000, about: 'buyers at the flash sale of F12' },
  only: { default: 0, about: 'the number of one fault, such as 5 for F5; 0 for all' },
};

function scenarios(given: Readonly<Record<string, number>>): Scenario[] {
  const all = [
    killProcesses(given.rounds!),
    ...(given.crashes! > 0 ? [crashAtPoints(given.crashes!)] : []),
    stopDatabase,
    exhaustConnections,
    fillDisk,
    loseMessaging,
    loseAnswers,
    disorderMessages,
    poisonQueues,
    troubleProvider,
    shiftClocks,
    stallWorkers({ stallSeconds: 12, longStallSeconds: 35 }),
    crowdAtFlashSale({ buyers: given.buyers!, units: 500 }),
    restoreBackup,
  ];
  return all.filter(({ id }) => !given.only || Number.parseInt(id.slice(1), 10) === given.only);
}

/** After a long load the buyers of its last 15 minutes who never pay are waited for. */
const settleMs = 20 * 60_000;

/** Breaks a running shop in every way of the list, one after the other, while orders flow. */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`faults at ${given.rate} checkouts a minute; ${machineLine()}; ${new Date().toISOString()}`);
  say();
  const cpu = watchCpu(() => ({}));
  const results: ScenarioResult[] = [];
  const shop = await startFaultShop({ checkoutsPerMinute: given.rate! });
  try {
    for (const scenario of scenarios(given)) {
      const result = await runScenario(shop, scenario, given.seconds!, settleMs);
      results.push(result);
      sayResult(result, shop.load.errors);
    }
  } finally {
    await shop.close();
  }
  say();
  const failures = (result: ScenarioResult, kind: string): number =>
    result.broken
      .filter((check) => check.kind === kind)
      .reduce((sum, check) => sum + check.failures.length, 0);
  table(
    [
      'fault',
      'injected',
      'accepted',
      'refused',
      'unknown',
      'failed',
      'p95 ms',
      'end s',
      'rest s',
      'lost',
      'doubled',
      'oversold',
    ],
    results.map((result) => [
      `${result.id} ${result.left ?? result.what}`.slice(0, 72),
      result.faults,
      result.accepted,
      result.refused,
      result.unknown,
      result.failedSteps,
      result.placeOrderP95Ms,
      (result.ordersEndedAfterMs / 1000).toFixed(1),
      (result.settledAfterMs / 1000).toFixed(1),
      failures(result, 'lost'),
      failures(result, 'doubled'),
      failures(result, 'oversold'),
    ]),
  );
  return {
    ok: results.every(({ broken }) => broken.length === 0),
    figures: {
      machine: machineLine(),
      at: new Date().toISOString(),
      stealPercent: cpu().stealPercent,
      results,
    },
  };
}

function sayResult(result: ScenarioResult, errors: ReadonlyMap<string, number>): void {
  const { id, what, left, faults, accepted, refused, unknown, broken } = result;
  const [ended, rest] = [result.ordersEndedAfterMs, result.settledAfterMs].map((ms) =>
    (ms / 1000).toFixed(1),
  );
  say(`${id.padEnd(4)} ${what}: ${left ?? `${faults} faults`}`);
  say(
    `     ${accepted} accepted, ${refused} refused, ${unknown} without an answer; orders at their end ${ended} s after the load, all at rest ${rest} s after it`,
  );
  for (const [error, count] of errors) say(`     ${count} times ${error}`);
  for (const check of broken) {
    say(`     BROKEN (${check.kind}) ${check.what}`);
    for (const failure of check.failures.slice(0, 5)) say(`            ${failure}`);
  }
}
