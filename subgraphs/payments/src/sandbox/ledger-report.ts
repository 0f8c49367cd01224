import type { LedgerFile } from './ledger-file.ts';
import type { SandboxStatus } from './sandbox-payment.ts';

/** What the books say of one payment, summed from the entries themselves rather than from its state. */
export type LedgerAccount = {
  readonly sequence: number;
  readonly paymentId: string;
  readonly merchantReference: string;
  readonly status: SandboxStatus;
  readonly currency: string;
  readonly amountMinor: number;
  readonly authorisations: number;
  readonly authorisedMinor: number;
  readonly captures: number;
  readonly capturedMinor: number;
  readonly voids: number;
  readonly refunds: number;
  readonly refundedMinor: number;
  readonly updatedAt: string;
};

export type LedgerReport = {
  readonly accounts: readonly LedgerAccount[];
  /** Give it as `after` for the next page; null at the end. */
  readonly next: number | null;
};

export type LedgerQuery = {
  readonly merchantReference?: string | undefined;
  readonly updatedSince?: Date | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Accounts in the order in which the payments were made. */
export function reportLedger(file: LedgerFile, query: LedgerQuery): LedgerReport {
  const found = file.all<Omit<LedgerAccount, 'updatedAt'> & { updatedAt: number }>(
    `SELECT p.sequence, p.id AS paymentId, p.merchant_reference AS merchantReference, p.status, p.currency,
       p.amount_minor AS amountMinor,
       count(*) FILTER (WHERE e.kind = 'authorisation') AS authorisations,
       coalesce(sum(e.amount_minor) FILTER (WHERE e.kind = 'authorisation'), 0) AS authorisedMinor,
       count(*) FILTER (WHERE e.kind = 'capture') AS captures,
       coalesce(sum(e.amount_minor) FILTER (WHERE e.kind = 'capture'), 0) AS capturedMinor,
       count(*) FILTER (WHERE e.kind IN ('void', 'expiry')) AS voids,
       count(*) FILTER (WHERE e.kind = 'refund') AS refunds,
       coalesce(sum(e.amount_minor) FILTER (WHERE e.kind = 'refund'), 0) AS refundedMinor,
       p.updated_at AS updatedAt
     FROM payment p LEFT JOIN entry e ON e.payment_id = p.id
     WHERE p.sequence > ?1 AND p.updated_at >= ?2 AND (?3 IS NULL OR p.merchant_reference = ?3)
     GROUP BY p.sequence ORDER BY p.sequence LIMIT ?4`,
    query.after ?? 0,
    query.updatedSince?.getTime() ?? 0,
    query.merchantReference ?? null,
    query.limit,
  );
  const accounts = found.map((account) => ({
    ...account,
    updatedAt: new Date(account.updatedAt).toISOString(),
  }));
  return { accounts, next: accounts.length === query.limit ? accounts.at(-1)!.sequence : null };
}
