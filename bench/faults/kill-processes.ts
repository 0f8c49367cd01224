import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@souk/local/ports';
import { type Souk, startSouk } from '@souk/local/souk';
import { createLatencies } from '../measure/latency.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { createGraphqlClient } from '../system/graphql-client.ts';
import { type Check, checkInvariants, waitUntilSettled } from '../system/invariants.ts';
import { createLoad } from '../system/load.ts';
import { stockUp } from '../system/stock-up.ts';

export type KillOptions = {
  /** Processes to kill, one after the other. */
  readonly victims: readonly string[];
  readonly checkoutsPerMinute: number;
  /** Load before each kill, and after the process is back. */
  readonly secondsAround: number;
  /** Called after each kill, when the process is ready again. */
  readonly onRecovered?: (victim: string, backAfterMs: number) => void;
};

export type KillResult = {
  readonly journal: readonly JournalEntry[];
  /** What buyers met while parts were away; they try again with other checkouts. */
  readonly errors: ReadonlyMap<string, number>;
  readonly settledAfterMs: number;
  readonly checks: readonly Check[];
};

/** Tokens of a lively shop: most pay, some are declined, some answers of the provider come too late. */
const paymentTokens = [
  ...Array<string>(8).fill('tok_success'),
  'tok_declined',
  'tok_timeout_then_success',
] as const;

/**
 * Runs a shop of its own, keeps orders flowing, kills one process after the other with SIGKILL, and checks from outside
 * that every accepted order ended right, once.
 */
export async function killProcesses(options: KillOptions): Promise<KillResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-faults-'));
  const souk = await startSouk({ dataDir, ports: await freePorts(), without: ['web'], logLevel: 'warn' });
  const client = createGraphqlClient(souk.urls.gateway, 50, 10_000);
  try {
    const journal: JournalEntry[] = [];
    const load = createLoad({
      client,
      latencies: createLatencies(),
      journal,
      products: await stockUp(client, 100_000),
      kind: 'shopper',
      paymentToken: () => paymentTokens[Math.floor(Math.random() * paymentTokens.length)]!,
      checkoutsPerMinute: options.checkoutsPerMinute,
      buyers: 50,
      ordersPerBuyer: 5,
    });
    for (const victim of options.victims) {
      await load.run(options.secondsAround);
      const killedAt = performance.now();
      const during = load.run(options.secondsAround);
      const pid = souk.processes().find(({ name }) => name === victim)?.pid;
      souk.kill(victim);
      await recovered(souk, victim, pid);
      options.onRecovered?.(victim, Math.round(performance.now() - killedAt));
      await during;
    }
    await load.idle();
    const settledAfterMs = await waitUntilSettled(souk, 90_000);
    return { journal, errors: load.errors, settledAfterMs, checks: await checkInvariants(souk, journal) };
  } finally {
    await client.close();
    await souk.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Waits until the victim has been started again and everything is ready, what had lost it included. */
async function recovered(souk: Souk, victim: string, pid: number | undefined): Promise<void> {
  const pidOf = (): number | undefined => souk.processes().find(({ name }) => name === victim)?.pid;
  while (pidOf() === pid || pidOf() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const { name } of souk.processes()) await souk.whenReady(name, 30_000);
}
