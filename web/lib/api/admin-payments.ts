import 'server-only';
import { AdminPaymentsDocument, type AdminPaymentsQuery } from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type OpenDispute = AdminPaymentsQuery['openDisputes'][number];
export type ReconciliationReport = AdminPaymentsQuery['reconciliationReports'][number];

/** Disputes that wait, and what comparing the books has found. Admins only. Throws ApiError. */
export async function loadAdminPayments(): Promise<AdminPaymentsQuery> {
  return requestAsVisitor(AdminPaymentsDocument, {});
}
