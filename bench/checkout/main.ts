import { machineLine, watchCpu } from '../measure/cpu.ts';
import { createLatencies } from '../measure/latency.ts';
import { checksTable, cpuTable, latencyTable, say } from '../measure/report.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { checkInvariants, confirmationTimes, waitUntilSettled } from '../system/invariants.ts';
import { createLoad } from '../system/load.ts';
import { pidsByName, type Shop, withShop } from '../system/shop.ts';
import { stockUp } from '../system/stock-up.ts';

export const options = {
  seconds: { default: 60, about: 'how long the load is kept up' },
  'warm-up': { default: 15, about: 'seconds of the same load before, not counted' },
  rate: { default: 1_200, about: 'checkouts started a minute' },
  browsing: { default: 0, about: '1: buyers register, search and open product pages before they buy' },
  buyers: { default: 50, about: 'buyers who shop side by side at most' },
  'orders-per-buyer': { default: 10, about: 'orders of a buyer before another one registers' },
};

/**
 * Buyers fill carts and place orders through the gateway at a fixed rate of arrivals (an open model: a slow system
 * does not slow its buyers down, it builds a queue that the latencies show). Afterwards every
 * accepted order must have ended, stock must add up, and the payment provider's ledger must agree.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  return withShop(given.buyers!, (shop) => measure(shop, given));
}

async function measure(
  { souk, client }: Shop,
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`checkout: ${given.rate} checkouts a minute for ${given.seconds} s by ${given.buyers} buyers`);
  say(`${machineLine()}; ${new Date().toISOString()}`);
  const latencies = createLatencies();
  const journal: JournalEntry[] = [];
  const products = await stockUp(client, 1_000_000);

  const load = createLoad({
    client,
    latencies,
    journal,
    products,
    kind: given.browsing ? 'shopper' : 'guest',
    paymentToken: () => 'tok_success',
    checkoutsPerMinute: given.rate!,
    buyers: given.buyers!,
    ordersPerBuyer: given['orders-per-buyer']!,
  });

  await load.run(given['warm-up']!);
  latencies.reset();
  load.errors.clear();
  const countedFrom = journal.length;
  const cpu = watchCpu(() => pidsByName(souk));
  const startedAt = new Date();
  await load.run(given.seconds!);
  const endedAt = new Date();
  const use = cpu();
  await load.idle();

  const settledMs = await waitUntilSettled(souk, 60_000);
  const counted = journal.slice(countedFrom);
  const accepted = counted.filter((entry) => entry.outcome === 'accepted');
  const times = await confirmationTimes(souk, startedAt, endedAt);
  const minutes = (endedAt.getTime() - startedAt.getTime()) / 60_000;
  const figures = {
    machine: machineLine(),
    at: startedAt.toISOString(),
    stealPercent: use.stealPercent,
    acceptedPerMinute: Math.round(accepted.length / minutes),
    confirmedPerMinute: Math.round(times.confirmedInWindow / minutes),
    placedToConfirmedMs: times.latency,
    settledAfterMs: settledMs,
    steps: latencies.summary(),
    failures: Object.fromEntries(load.errors),
    cpuMsPerOrder: Math.round(
      Object.values(use.processes).reduce((sum, ms) => sum + ms, 0) / Math.max(1, accepted.length),
    ),
  };

  say();
  latencyTable(figures.steps);
  cpuTable(use, Math.max(1, accepted.length), 'order');
  say(`accepted a minute    ${figures.acceptedPerMinute}`);
  say(`CONFIRMED a minute   ${figures.confirmedPerMinute}`);
  say(
    `placed to CONFIRMED  p50 ${times.latency.p50} ms, p95 ${times.latency.p95} ms, p99 ${times.latency.p99} ms`,
  );
  say(`all settled          ${(settledMs / 1000).toFixed(1)} s after the last checkout`);
  for (const [error, count] of load.errors) say(`failed ${count} times: ${error}`);
  say();
  const ok = checksTable(await checkInvariants(souk, journal));
  return { ok, figures };
}
