import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DisputeTable } from '@/components/admin/dispute-table.tsx';
import { ReconciliationTable } from '@/components/admin/reconciliation-table.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import { loadAdminPayments } from '@/lib/api/admin-payments.ts';

export const metadata: Metadata = { title: 'Payments' };

export default async function AdminPaymentsPage() {
  const viewer = await requireStaff('/admin/payments');
  if (!viewer.isAdmin) notFound();
  const { openDisputes, reconciliationReports } = await loadAdminPayments();
  return (
    <div className="grid max-w-6xl gap-8">
      <h1 className="text-heading">Payments</h1>
      <section aria-labelledby="disputes" className="grid gap-3">
        <h2 id="disputes" className="text-title">
          Open disputes
        </h2>
        {openDisputes.length === 0 ? (
          <EmptyState icon="shield" title="Nobody disputes a payment">
            What buyers dispute at their banks shows up here. Evidence is given at the provider.
          </EmptyState>
        ) : (
          <DisputeTable disputes={openDisputes} />
        )}
      </section>
      <section aria-labelledby="reconciliation" className="grid gap-3">
        <div>
          <h2 id="reconciliation" className="text-title">
            Books
          </h2>
          <p className="text-soft">
            Ours and the providers’, compared every hour. A difference is for a person.
          </p>
        </div>
        {reconciliationReports.length === 0 ? (
          <EmptyState icon="card" title="Not compared yet" />
        ) : (
          <ReconciliationTable reports={reconciliationReports} />
        )}
      </section>
    </div>
  );
}
