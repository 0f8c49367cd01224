import { machineLine, watchCpu } from '../measure/cpu.ts';
import { createLatencies } from '../measure/latency.ts';
import { checksTable, cpuTable, latencyTable, say } from '../measure/report.ts';
import { checkInvariants, waitUntilSettled } from '../system/invariants.ts';
import { pidsByName, type Shop, withShop } from '../system/shop.ts';
import { type Crowd, gatherCrowd } from './crowd.ts';
import { measureHotRow } from './hot-row.ts';

export const options = {
  buyers: { default: 20_000, about: 'buyers who want one unit each' },
  units: { default: 500, about: 'units on sale' },
  connections: { default: 200, about: 'requests under way at the same time' },
  reservations: { default: 20_000, about: 'reservations on one row, for the rate inside products' },
};

/**
 * A flash sale through the gateway: a crowd of guests asks for units of one SKU, who gets one checks out. Exactly so many
 * must be sold. Then, inside products, reservations on one row by group commit against one by one.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`flash sale: ${given.units} units, ${given.buyers} buyers, ${given.connections} connections`);
  say(`${machineLine()}; ${new Date().toISOString()}`);
  return withShop(given.connections!, (shop) => measure(shop, given));
}

async function measure(
  { souk, client }: Shop,
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const latencies = createLatencies();
  const crowd: Crowd = await gatherCrowd({
    client,
    latencies,
    ...(given as { buyers: number; units: number }),
  });
  latencies.reset();
  const cpu = watchCpu(() => pidsByName(souk));
  const startedAt = performance.now();
  const winners = await crowd.rush(given.connections!);
  const rushSeconds = (performance.now() - startedAt) / 1000;
  const use = cpu();
  const journal = await crowd.checkOut(winners, Math.min(50, given.connections!));
  await waitUntilSettled(souk, 120_000);
  const sold = await crowd.soldUnits(souk);
  const checks = await checkInvariants(souk, journal);
  const steps = latencies.summary();

  say();
  latencyTable(steps);
  cpuTable(use, given.buyers!, 'buyer');
  say(
    `rush            ${rushSeconds.toFixed(1)} s, ${Math.round(given.buyers! / rushSeconds)} answers a second`,
  );
  say(`places held     ${winners.length}`);
  for (const [code, count] of crowd.refusals) say(`refused         ${count} times ${code}`);
  say(`sold            ${sold} of ${given.units}`);
  say();
  const ok = checksTable([
    ...checks,
    {
      kind: 'oversold',
      what: `exactly ${given.units} units were sold`,
      failures: sold === given.units ? [] : [`${sold} were`],
    },
  ]);
  const hotRow = await measureHotRow(souk, given.reservations!);
  say(`reservations a second on one row, inside products`);
  say(`  one by one      ${hotRow.oneByOne}`);
  say(
    `  group commit    ${hotRow.groupCommit}  (${(hotRow.groupCommit / hotRow.oneByOne).toFixed(1)} times)`,
  );
  const refusals = Object.fromEntries(crowd.refusals);
  return {
    ok,
    figures: {
      machine: machineLine(),
      at: new Date().toISOString(),
      stealPercent: use.stealPercent,
      ...{ rushSeconds, held: winners.length, refusals, sold, steps, hotRow },
    },
  };
}
