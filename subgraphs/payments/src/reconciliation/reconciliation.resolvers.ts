import { requireScope } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import type { Context } from '../context.ts';
import { listLimit } from '../dispute/dispute.resolvers.ts';
import type { QueryResolvers, ReconciliationSumsResolvers } from '../generated/schema.ts';
import type { ReconciliationReport } from './reconcile.ts';
import { findReports } from './report.repository.ts';

export type ReportRow = ReconciliationReport & { readonly id: string };

export function createReconciliationQueries({
  manager,
}: DataSource): Pick<QueryResolvers<Context>, 'reconciliationReports'> {
  return {
    reconciliationReports: (_parent, { provider, first }, { viewer }) => {
      requireScope(viewer, 'payments:read');
      return findReports(manager, provider ?? null, listLimit(first));
    },
  };
}

export const reconciliationSumsResolvers: ReconciliationSumsResolvers<Context> = {
  captured: ({ capturedMinor: amountMinor, currency }) => ({ amountMinor, currency }),
  refunded: ({ refundedMinor: amountMinor, currency }) => ({ amountMinor, currency }),
};
