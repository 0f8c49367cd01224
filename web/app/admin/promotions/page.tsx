import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { SearchForm } from '@/components/admin/search-form.tsx';
import { table } from '@/components/admin/table.ts';
import { TableFrame } from '@/components/admin/table-frame.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { ButtonLink, buttonClass } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import { loadPromotions, type PromotionView } from '@/lib/api/promotions.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { type SearchParams, textParam } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Promotions' };

function takesOff({ kind, basisPoints, amount }: PromotionView): string {
  if (kind === 'PERCENTAGE') return `${(basisPoints ?? 0) / 100} %`;
  return kind === 'AMOUNT' && amount ? formatMoney(amount) : 'Shipping';
}

export default async function PromotionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, viewer] = await Promise.all([searchParams, requireStaff('/admin/promotions')]);
  if (!viewer.isAdmin) notFound();
  const search = textParam(params, 'q');
  const after = textParam(params, 'after') || undefined;
  const page = await loadPromotions({ first: 25, after, where: search ? { search } : {} });
  const promotions = page.edges.map((edge) => edge.node);
  return (
    <div className="grid max-w-6xl gap-5">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-heading">Promotions</h1>
          <p className="mt-1 text-soft">
            Reductions for every cart, and vouchers for those who have the code.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <SearchForm
            action="/admin/promotions"
            label="Beginning of code or name"
            placeholder="Code or name"
            search={search}
            className="w-full sm:w-80"
          />
          <ButtonLink href="/admin/promotions/new">New promotion</ButtonLink>
        </div>
      </div>
      {promotions.length === 0 ? (
        <EmptyState icon="leaf" title="No promotions here">
          {search ? 'Try another beginning.' : 'Make one, with a code or for everybody.'}
        </EmptyState>
      ) : (
        <TableFrame label="Promotions">
          <thead className={table.head}>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Code</th>
              <th scope="col" className={table.number}>
                Takes off
              </th>
              <th scope="col">Until</th>
              <th scope="col" className={table.number}>
                Used
              </th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {promotions.map((promotion) => (
              <tr key={promotion.id} className={table.row}>
                <td>
                  <Link
                    href={`/admin/promotions/${promotion.id}`}
                    className="font-medium text-accent after:absolute after:inset-0 hover:underline"
                  >
                    {promotion.name}
                  </Link>
                </td>
                <td className="font-mono">{promotion.code ?? ''}</td>
                <td className={table.number}>{takesOff(promotion)}</td>
                <td className="whitespace-nowrap text-soft">
                  {promotion.endsAt ? formatMoment(promotion.endsAt) : ''}
                </td>
                <td className={table.number}>
                  {promotion.usedCount}
                  {promotion.usageLimit ? ` of ${promotion.usageLimit}` : ''}
                </td>
                <td>
                  <Badge tone={promotion.enabled ? 'good' : 'neutral'}>
                    {promotion.enabled ? 'On' : 'Off'}
                  </Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {page.pageInfo.hasNextPage && page.pageInfo.endCursor && (
        <Link
          href={`/admin/promotions?${new URLSearchParams({ ...(search ? { q: search } : {}), after: page.pageInfo.endCursor })}`}
          className={buttonClass('secondary', 'small', 'justify-self-end')}
        >
          Earlier ones
        </Link>
      )}
    </div>
  );
}
