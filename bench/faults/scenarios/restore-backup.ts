import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntilSettled } from '../../system/invariants.ts';
import { readLedger } from '../../system/sandbox-ledger.ts';
import type { FaultShop } from '../fault-shop.ts';
import { type Scenario, until } from '../scenario.ts';
import { connect } from './database.ts';

/**
 * F15: the databases are restored from a backup that is some orders old. The provider's books know the payments of the
 * orders that are gone: the reconciliation report must name each of them, for a person to refund or to enter again.
 */
export const restoreBackup: Scenario = {
  id: 'F15',
  what: 'restore of an older backup; the reconciliation report names each payment without an order',
  alone: true,
  async inject(shop, seconds) {
    const backup = `${shop.souk().dataDir}-backup`;
    await shop.load.run(seconds / 2);
    await rest(shop);
    await shop.restart((dataDir) => copy(cluster(dataDir), backup));
    const kept = shop.journal.length;
    await shop.load.run(seconds);
    await rest(shop);
    await shop.restart((dataDir) => {
      rmSync(cluster(dataDir), { recursive: true });
      copy(backup, cluster(dataDir));
      rmSync(backup, { recursive: true });
    });
    const forgotten = new Set(shop.journal.slice(kept).flatMap(({ orderId }) => orderId ?? []));
    const paid = (await readLedger(shop.souk())).filter(
      (account) => forgotten.has(account.merchantReference) && account.capturedMinor > account.refundedMinor,
    );
    const named = await reconcileNow(shop);
    return {
      faults: 1,
      forgotten,
      checks: [
        {
          kind: 'lost',
          what: `the report names each of ${paid.length} payments whose order is gone`,
          failures: paid
            .filter((account) => !named.has(account.merchantReference))
            .map((account) => account.merchantReference),
        },
        {
          kind: 'lost',
          what: 'the report names no other payment',
          failures: [...named].filter((orderId) => !forgotten.has(orderId)),
        },
      ],
    };
  },
};

async function rest(shop: FaultShop): Promise<void> {
  await shop.load.idle();
  await waitUntilSettled(shop.souk(), 120_000);
}

/** Where the launcher keeps PostgreSQL's files. */
function cluster(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** With owners and rights, which PostgreSQL looks at. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** Makes a report due, waits for it, and gives the orders of its differences. */
async function reconcileNow(shop: FaultShop): Promise<Set<string>> {
  const payments = await connect(shop, 'payments');
  try {
    await payments.query('DELETE FROM reconciliation_reports');
    shop.souk().kill('payments-worker', 'SIGTERM');
    let orders: string[] | undefined;
    await until('the books are compared', async () => {
      const { rows } = await payments.query<{ differences: { orderId: string }[] }>(
        `SELECT differences FROM reconciliation_reports WHERE provider = 'SANDBOX'`,
      );
      orders = rows[0]?.differences.map(({ orderId }) => orderId);
      return orders !== undefined;
    });
    return new Set(orders);
  } finally {
    await payments.end();
  }
}
