import type { LedgerFile } from './ledger-file.ts';
import type { SandboxStatus } from './sandbox-payment.ts';

/** What the books say of one payment, summed from the entries themselves rather than from its state. */
export type LedgerAccount = {
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
  readonly next: string | null;
};

export type LedgerQuery = {
  readonly merchantReference?: string | undefined;
  readonly updatedSince?: Date | undefined;
  /** `<updatedAt in ms>-<sequence>` of the last account seen. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Accounts in the order of their last change: one that changes while pages are read is seen again, none is missed. */
export function reportLedger(file: LedgerFile, query: LedgerQuery): LedgerReport {
  const [afterMs = 0, afterSequence = 0] = query.after?.split('-').map(Number) ?? [
    query.updatedSince?.getTime() ?? 0,
    0,
  ];
  const found = file.all<Omit<LedgerAccount, 'updatedAt'> & { sequence: number; updatedAt: number }>(
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
     FROM payment p LEFT JOIN entry e
       ON e.payment_id = p.id AND e.id NOT IN (SELECT entry_id FROM bounced_refund)
     WHERE ${query.merchantReference === undefined ? '' : 'p.merchant_reference = ?4 AND'}
       (p.updated_at, p.sequence) > (?1, ?2)
     GROUP BY p.updated_at, p.sequence ORDER BY p.updated_at, p.sequence LIMIT ?3`,
    afterMs,
    afterSequence,
    query.limit,
    ...(query.merchantReference === undefined ? [] : [query.merchantReference]),
  );
  const last = found.at(-1);
  return {
    accounts: found.map(({ sequence: _, ...account }) => ({
      ...account,
      updatedAt: new Date(account.updatedAt).toISOString(),
    })),
    next: last && found.length === query.limit ? `${last.updatedAt}-${last.sequence}` : null,
  };
}
