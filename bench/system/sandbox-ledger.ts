import { loadSecrets } from '@souk/local/secrets';
import type { Souk } from '@souk/local/souk';
import type { LedgerAccount, LedgerReport } from '../../subgraphs/payments/src/sandbox/ledger-report.ts';

/** The provider's whole ledger, asked over its public API as an auditor would. */
export async function readLedger(souk: Souk): Promise<LedgerAccount[]> {
  const { sandboxApiKey } = loadSecrets(souk.dataDir);
  const accounts = new Map<string, LedgerAccount>();
  let page: LedgerReport | undefined;
  while (page?.next !== null) {
    const after = page ? `&after=${page.next}` : '';
    const response = await fetch(`${souk.urls.sandbox}/v1/ledger?limit=1000${after}`, {
      headers: { authorization: `Bearer ${sandboxApiKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    page = (await response.json()) as LedgerReport;
    // One that changes while pages are read comes again.
    for (const account of page.accounts) accounts.set(account.paymentId, account);
  }
  return [...accounts.values()];
}
