import { createId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { Difference, ReconciliationReport } from './reconcile.ts';

type StoredDifference = Omit<Difference, 'changedAt'> & { readonly changedAt?: string | null };

export async function insertReport(db: Queryable, report: ReconciliationReport): Promise<void> {
  const { provider, since, until, compared, differences } = report;
  await db.query(
    `INSERT INTO reconciliation_reports (id, provider, since, until, compared, differences)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [createId('rec'), provider, since, until, compared, JSON.stringify(differences)],
  );
}

/** The end of the last comparison with a provider; null before the first. */
export async function lastReportUntil(db: Queryable, provider: string): Promise<Date | null> {
  const last = await row<{ until: Date }>(
    db,
    'SELECT until FROM reconciliation_reports WHERE provider = $1 ORDER BY until DESC LIMIT 1',
    [provider],
  );
  return last?.until ?? null;
}

/** Reports of one provider or of all, newest first. */
export async function findReports(
  db: Queryable,
  provider: string | null,
  limit: number,
): Promise<(ReconciliationReport & { id: string })[]> {
  const found = await rows<ReconciliationReport & { id: string; differences: readonly StoredDifference[] }>(
    db,
    `SELECT id, provider, since, until, compared, differences FROM reconciliation_reports
     WHERE $1::text IS NULL OR provider = $1 ORDER BY until DESC, id DESC LIMIT $2`,
    [provider, limit],
  );
  return found.map((report) => ({
    ...report,
    differences: report.differences.map((difference) => ({
      ...difference,
      changedAt: difference.changedAt ? new Date(difference.changedAt) : null,
    })),
  }));
}
