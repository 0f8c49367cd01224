import { type CpuUse, watchCpu } from '../measure/cpu.ts';
import { type DatabaseWork, watchDatabases } from '../measure/database-work.ts';
import { createLatencies, type LatencySummary } from '../measure/latency.ts';
import { awsCalls } from '../system/aws-metrics.ts';
import type { JournalEntry, Product } from '../system/buyer.ts';
import { confirmationTimes, waitUntilSettled } from '../system/invariants.ts';
import { createLoad } from '../system/load.ts';
import { pidsByName, type Shop } from '../system/shop.ts';

export type MeasuredLoad = {
  readonly at: Date;
  readonly accepted: number;
  readonly acceptedPerMinute: number;
  readonly confirmedPerMinute: number;
  readonly placedToConfirmedMs: Omit<LatencySummary, 'failures'>;
  readonly settledAfterMs: number;
  readonly steps: Readonly<Record<string, LatencySummary>>;
  readonly failures: Readonly<Record<string, number>>;
  readonly cpu: CpuUse;
  readonly databases: DatabaseWork;
  /** Calls of SNS and SQS by action. */
  readonly calls: Readonly<Record<string, number>>;
};

/**
 * Buyers who fill carts and place orders at a fixed rate, first for a warm-up, then watched; then waits until all that
 * they have set going has come to an end.
 *
 * @param journal gets every checkout, the warm-up's too
 */
export async function measureLoad(
  { souk, client }: Shop,
  given: Readonly<Record<string, number>>,
  { journal, products }: { journal: JournalEntry[]; products: readonly Product[] },
): Promise<MeasuredLoad> {
  const latencies = createLatencies();
  const load = createLoad({
    ...{ client, latencies, journal, products },
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
  const callsBefore = await awsCalls(souk);
  const databases = await watchDatabases(souk.databaseUrl('postgres'));
  const cpu = watchCpu(() => pidsByName(souk));
  const startedAt = new Date();
  await load.run(given.seconds!);
  const endedAt = new Date();
  const use = cpu();
  const work = await databases();
  const calls = Object.entries(await awsCalls(souk)).map(
    ([action, count]) => [action, count - (callsBefore[action] ?? 0)] as const,
  );
  await load.idle();
  const settledAfterMs = await waitUntilSettled(souk, 60_000);

  const accepted = journal.slice(countedFrom).filter((entry) => entry.outcome === 'accepted').length;
  const times = await confirmationTimes(souk, startedAt, endedAt);
  const minutes = (endedAt.getTime() - startedAt.getTime()) / 60_000;
  return {
    at: startedAt,
    accepted,
    acceptedPerMinute: Math.round(accepted / minutes),
    confirmedPerMinute: Math.round(times.confirmedInWindow / minutes),
    placedToConfirmedMs: times.latency,
    settledAfterMs,
    steps: latencies.summary(),
    failures: Object.fromEntries(load.errors),
    cpu: use,
    databases: work,
    calls: Object.fromEntries(calls.filter(([, count]) => count > 0)),
  };
}
