import type { Check } from '../system/invariants.ts';
import { checkInvariants, waitUntilOrdersEnd, waitUntilSettled } from '../system/invariants.ts';
import type { FaultShop } from './fault-shop.ts';

/** One way to break a running shop. */
export type Scenario = {
  /** As in the list of faults: F1, F2b, … */
  readonly id: string;
  readonly what: string;
  /** No orders flow but those that it places itself. */
  readonly alone?: true;
  /**
   * Breaks things while orders flow, and mends them again.
   *
   * @param seconds how long each trouble lasts, where that can be chosen
   */
  inject(shop: FaultShop, seconds: number): Promise<Injected>;
};

export type Injected = {
  /** How many faults there were. */
  readonly faults: number;
  /** What could not be done on this machine, and why. */
  readonly left?: string;
  /** Orders that a restored backup does not know; what became of their money is among the checks. */
  readonly forgotten?: ReadonlySet<string>;
  /** More to check than what always holds. */
  readonly checks?: readonly Check[];
};

export type ScenarioResult = {
  readonly id: string;
  readonly what: string;
  readonly faults: number;
  readonly left?: string;
  readonly accepted: number;
  readonly refused: number;
  readonly unknown: number;
  readonly failedSteps: number;
  readonly placeOrderP95Ms: number;
  /** Until every order was at its end or waited for its buyer, and until nothing moved any more. */
  readonly ordersEndedAfterMs: number;
  readonly settledAfterMs: number;
  readonly broken: readonly Check[];
};

/**
 * Runs a scenario under load, waits until all is at rest, and checks from outside. One that fails half-way is checked
 * all the same.
 *
 * @param settleMs how long to wait for rest. Buyers who never pay move their orders until their 15 minutes are over
 */
export async function runScenario(
  shop: FaultShop,
  scenario: Scenario,
  seconds: number,
  settleMs = 120_000,
): Promise<ScenarioResult> {
  shop.latencies.reset();
  shop.load.errors.clear();
  const from = shop.journal.length;
  let over = false;
  const injecting = scenario
    .inject(shop, seconds)
    .catch((error: unknown): Injected => ({ faults: 0, checks: [notInjected(error)] }))
    .finally(() => {
      over = true;
    });
  while (!scenario.alone && !over) await shop.load.run(1);
  const injected = await injecting;
  if (!scenario.alone) await shop.load.run(2);
  await shop.load.idle();
  const ordersEndedAfterMs = await waitUntilOrdersEnd(shop.souk(), settleMs);
  const settledAfterMs = ordersEndedAfterMs + (await waitUntilSettled(shop.souk(), settleMs));
  const checks = [
    ...(await checkInvariants(shop.souk(), shop.journal, { forgotten: injected.forgotten })),
    ...(injected.checks ?? []),
  ];
  const entries = shop.journal.slice(from);
  const count = (outcome: string): number => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    id: scenario.id,
    what: scenario.what,
    faults: injected.faults,
    ...(injected.left ? { left: injected.left } : {}),
    accepted: count('accepted'),
    refused: count('refused'),
    unknown: count('unknown'),
    failedSteps: [...shop.load.errors.values()].reduce((sum, failures) => sum + failures, 0),
    placeOrderP95Ms: shop.latencies.summary().placeOrder?.p95 ?? 0,
    ordersEndedAfterMs,
    settledAfterMs,
    broken: checks.filter(({ failures }) => failures.length > 0),
  };
}

function notInjected(error: unknown): Check {
  return { kind: 'lost', what: 'the fault ran to its end', failures: [String(error)] };
}

/** Waits for a condition; a fault that never mends must not hang the suite. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await pause(0.05);
  }
}

/** Lets trouble last. */
export function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
