import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { StuckSaga } from '@/components/admin/stuck-saga.tsx';
import { buttonClass } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import { loadStuckSagas } from '@/lib/api/sagas.ts';
import { type SearchParams, textParam } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Stuck orders' };

export default async function SagasPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, viewer] = await Promise.all([searchParams, requireStaff('/admin/sagas')]);
  if (!viewer.isAdmin) notFound();
  const page = await loadStuckSagas(25, textParam(params, 'after') || undefined);
  return (
    <div className="grid max-w-4xl gap-5">
      <div>
        <h1 className="text-heading">Stuck orders</h1>
        <p className="mt-1 text-soft">
          Orders that wait for another service although it was asked again and again.
        </p>
      </div>
      {page.edges.length === 0 ? (
        <EmptyState icon="check" title="No order is stuck" />
      ) : (
        <ul className="grid gap-4">
          {page.edges.map(({ cursor, node }) => (
            <StuckSaga key={cursor} saga={node} />
          ))}
        </ul>
      )}
      {page.pageInfo.hasNextPage && page.pageInfo.endCursor && (
        <Link
          href={`/admin/sagas?after=${encodeURIComponent(page.pageInfo.endCursor)}`}
          className={buttonClass('secondary', 'small', 'justify-self-end')}
        >
          Earlier ones
        </Link>
      )}
    </div>
  );
}
