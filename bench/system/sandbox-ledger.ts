import { loadSecrets } from '@souk/local/secrets';
import type { Souk } from '@souk/local/souk';

/** What the payment provider's own books say of one payment. `merchantReference` is the order's id. */
export type LedgerAccount = {
  readonly merchantReference: string;
  readonly status: string;
  readonly captures: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

/** The provider's whole ledger, asked over its public API as an auditor would. */
export async function readLedger(souk: Souk): Promise<LedgerAccount[]> {
  const { sandboxApiKey } = loadSecrets(souk.dataDir);
  const accounts: LedgerAccount[] = [];
  let page: { accounts: LedgerAccount[]; next: string | null } | undefined;
  while (page?.next !== null) {
    const after = page ? `&after=${page.next}` : '';
    const response = await fetch(`${souk.urls.sandbox}/v1/ledger?limit=1000${after}`, {
      headers: { authorization: `Bearer ${sandboxApiKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    page = (await response.json()) as NonNullable<typeof page>;
    accounts.push(...page.accounts);
  }
  return accounts;
}
