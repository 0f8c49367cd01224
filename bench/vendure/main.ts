import { type CpuUse, machineLine, watchCpu } from '../measure/cpu.ts';
import { inParallel } from '../measure/in-parallel.ts';
import { createLatencies, type LatencySummary } from '../measure/latency.ts';
import { checksTable, cpuTable, latencyTable, say, table } from '../measure/report.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { type Check, checkInvariants } from '../system/invariants.ts';
import { withShop } from '../system/shop.ts';
import type { Contender } from './contender.ts';
import { soukContender } from './souk.ts';
import { withVendure } from './vendure.ts';

export const options = {
  seconds: { default: 30, about: 'how long the checkouts go on, of each shop' },
  'warm-up': { default: 20, about: 'seconds of the same before, not counted' },
  buyers: { default: 10, about: 'guests who check out again and again, each as fast as the answers come' },
  variants: { default: 1_000, about: "variants in Vendure's catalogue" },
  crowd: { default: 300, about: 'guests who want the same thing at the same moment' },
  units: { default: 50, about: 'units of it in stock' },
  peer: { default: 1, about: '0 measures our shop alone' },
};

/**
 * Vendure's checkout and ours in the same sitting, one after the other: guests who buy one unit each, in a closed loop; then a
 * crowd that wants more of one variant than there is. Both run on the same Node and the same PostgreSQL with the same
 * settings, each alone on the machine with the load.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const connections = Math.max(given.buyers!, given.crowd!);
  say(`checkout of Vendure 3.7.3 and of Souk, ${given.buyers} guests; ${machineLine()}`);
  say(`${new Date().toISOString()}`);
  say();
  const vendure = given.peer
    ? await withVendure({ variants: given.variants!, connections }, (contender) => measure(contender, given))
    : undefined;
  const journal: JournalEntry[] = [];
  const { souk, checks } = await withShop(connections, async (shop) => ({
    souk: await measure(await soukContender(shop, journal), given),
    checks: await checkInvariants(shop.souk, journal),
  }));
  compare(vendure ? [vendure, souk] : [souk], given);
  const ok = checksTable([...checks, oversell(souk, given)]);
  return { ok, figures: { machine: machineLine(), vendure, souk } };
}

type Measured = {
  readonly name: string;
  readonly paid: number;
  readonly paidPerMinute: number;
  readonly checkoutMs: LatencySummary;
  readonly steps: Readonly<Record<string, LatencySummary>>;
  readonly cpu: CpuUse;
  readonly cpuMsPerOrder: number;
  readonly crowd: { readonly toldYes: number; readonly unitsSold: number; readonly seconds: number };
  readonly failures: Readonly<Record<string, number>>;
};

async function measure(contender: Contender, given: Readonly<Record<string, number>>): Promise<Measured> {
  const latencies = createLatencies();
  const failures = new Map<string, number>();
  const checkOut = async (variantId?: string): Promise<boolean> => {
    try {
      return await latencies.time('checkout', () => contender.checkOut(latencies, variantId));
    } catch (error) {
      failures.set(String(error), (failures.get(String(error)) ?? 0) + 1);
      return false;
    }
  };
  const load = async (seconds: number): Promise<void> => {
    const until = performance.now() + seconds * 1_000;
    await inParallel(Array.from({ length: given.buyers! }), given.buyers!, async () => {
      while (performance.now() < until) await checkOut();
    });
  };

  await load(given['warm-up']!);
  await contender.settle();
  latencies.reset();
  failures.clear();
  const paidBefore = await contender.paidOrders();
  const startedAt = performance.now();
  const cpu = watchCpu(() => contender.pids());
  await load(given.seconds!);
  const minutes = (performance.now() - startedAt) / 60_000;
  // What an order sets going belongs to its cost, also where it happens later.
  await contender.settle();
  const use = cpu();
  const paid = (await contender.paidOrders()) - paidBefore;
  const { checkout, ...steps } = latencies.summary();
  say(contender.name);
  latencyTable({ ...steps, 'all of it': checkout! });
  cpuTable(use, Math.max(1, paid), 'order');
  const cpuMs = Object.values(use.processes).reduce((sum, ms) => sum + ms, 0) - (use.processes.load ?? 0);

  const variantId = await contender.makeScarce(given.units!);
  const soldBefore = await contender.paidUnits(variantId);
  const crowdCameAt = performance.now();
  let toldYes = 0;
  await inParallel(Array.from({ length: given.crowd! }), given.crowd!, async () => {
    if (await checkOut(variantId)) toldYes += 1;
  });
  const seconds = Math.round((performance.now() - crowdCameAt) / 100) / 10;
  await contender.settle();
  for (const [error, count] of failures) say(`failed ${count} times: ${error}`);
  say();
  return {
    name: contender.name,
    paid,
    paidPerMinute: Math.round(paid / minutes),
    checkoutMs: checkout!,
    steps,
    cpu: use,
    cpuMsPerOrder: Math.round((10 * cpuMs) / Math.max(1, paid)) / 10,
    crowd: { toldYes, unitsSold: (await contender.paidUnits(variantId)) - soldBefore, seconds },
    failures: Object.fromEntries(failures),
  };
}

function compare(measured: readonly Measured[], given: Readonly<Record<string, number>>): void {
  const row = (what: string, of: (one: Measured) => string | number): (string | number)[] => [
    what,
    ...measured.map(of),
  ];
  table(
    ['', ...measured.map(({ name }) => name)],
    [
      row('orders paid a minute', (one) => one.paidPerMinute),
      row('CPU ms an order, without the load', (one) => one.cpuMsPerOrder),
      row('a whole checkout, p50 ms', (one) => one.checkoutMs.p50),
      row('a whole checkout, p95 ms', (one) => one.checkoutMs.p95),
      row('requests of a checkout', (one) => Object.keys(one.steps).length),
      row(`orders that ${given.crowd} guests placed for ${given.units} units`, (one) => one.crowd.toldYes),
      row('units sold to them', (one) => one.crowd.unitsSold),
      row('orders cancelled for want of stock', (one) => one.crowd.toldYes - one.crowd.unitsSold),
    ],
  );
}

function oversell({ crowd }: Measured, given: Readonly<Record<string, number>>): Check {
  const wanted = Math.min(given.units!, given.crowd!);
  return {
    kind: 'oversold',
    what: `our shop sold exactly ${wanted} units to the crowd`,
    failures: crowd.unitsSold === wanted ? [] : [`${crowd.unitsSold} were sold`],
  };
}
