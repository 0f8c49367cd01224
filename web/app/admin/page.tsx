import Link from 'next/link';
import { Suspense } from 'react';
import { FigureCard } from '@/components/admin/figure-card.tsx';
import { SalesChart } from '@/components/admin/sales-chart.tsx';
import { table } from '@/components/admin/table.ts';
import { TableFrame } from '@/components/admin/table-frame.tsx';
import { ProductPicture } from '@/components/product/product-picture.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { SectionBoundary } from '@/components/ui/section-boundary.tsx';
import { loadDashboard, loadFunnel, loadStaffOrders, requireStaff } from '@/lib/api/admin.ts';
import { formatMoney } from '@/lib/money.ts';
import { everyDay, sumSales } from '@/lib/sales-figures.ts';

const currency = 'USD';
const spanDays = 30;

function dayBefore(days: number, now: number): string {
  return new Date(now - days * 86_400_000).toISOString().slice(0, 10);
}

export default async function AdminHomePage() {
  const viewer = await requireStaff('/admin');
  const now = Date.now();
  const span = { from: dayBefore(spanDays - 1, now), to: dayBefore(0, now) };
  return (
    <div className="grid max-w-6xl gap-8">
      <div>
        <h1 className="text-heading">Overview</h1>
        <p className="mt-1 text-soft">
          The last {spanDays} days{viewer.isAdmin ? '' : ', your own products'}
        </p>
      </div>
      <SectionBoundary what="Open orders">
        <Suspense fallback={<div className="skeleton h-14" />}>
          <ToDo />
        </Suspense>
      </SectionBoundary>
      <SectionBoundary what="Sales">
        <Suspense fallback={<div className="skeleton h-96" />}>
          <Sales {...span} />
        </Suspense>
      </SectionBoundary>
      {viewer.isAdmin && (
        <SectionBoundary what="The funnel">
          <Suspense fallback={<div className="skeleton h-28" />}>
            <Funnel {...span} />
          </Suspense>
        </SectionBoundary>
      )}
    </div>
  );
}

async function ToDo() {
  const open = await loadStaffOrders({ first: 1, where: { statuses: ['CONFIRMED', 'PARTIALLY_FULFILLED'] } });
  const count = open.totalCount;
  if (count === 0)
    return <p className="rounded-md bg-good-soft px-4 py-3 text-good">Nothing waits to be shipped.</p>;
  return (
    <Link
      href="/admin/orders?status=CONFIRMED&status=PARTIALLY_FULFILLED"
      className="flex min-h-14 items-center justify-between gap-4 rounded-md bg-accent-soft px-4 font-medium text-accent hover:underline"
    >
      {count ?? 'More than 10,000'} {count === 1 ? 'order waits' : 'orders wait'} to be shipped
      <span aria-hidden="true">→</span>
    </Link>
  );
}

async function Sales({ from, to }: { from: string; to: string }) {
  const { salesByDay, topProducts } = await loadDashboard(from, to);
  const sum = sumSales(salesByDay, currency);
  return (
    <div className="grid gap-8">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <FigureCard label="Revenue, net" value={formatMoney(sum.revenue)} />
        <FigureCard
          label="Orders"
          value={sum.orders}
          note={`${sum.units} ${sum.units === 1 ? 'unit' : 'units'}`}
        />
        <FigureCard label="Per order" value={sum.perOrder ? formatMoney(sum.perOrder) : '–'} />
        <FigureCard label="Paid back" value={formatMoney(sum.refunds)} />
      </dl>
      <section aria-labelledby="by-day" className="rounded-md border border-line bg-surface p-4">
        <h2 id="by-day" className="mb-4 font-semibold">
          Revenue by day
        </h2>
        <SalesChart days={everyDay(salesByDay, from, to, currency)} />
      </section>
      <section aria-labelledby="top">
        <h2 id="top" className="mb-3 font-semibold">
          Bought most
        </h2>
        {topProducts.length === 0 ? (
          <EmptyState heading="h3" icon="box" title="Nothing sold yet" />
        ) : (
          <TableFrame label="Products bought most">
            <thead className={table.head}>
              <tr>
                <th scope="col">Product</th>
                <th scope="col" className={table.number}>
                  Units
                </th>
                <th scope="col" className={table.number}>
                  Revenue
                </th>
              </tr>
            </thead>
            <tbody>
              {topProducts.map((top, index) => (
                <tr key={top.product?.id ?? `gone-${top.units}-${index}`} className={table.row}>
                  <td>
                    <span className="flex items-center gap-3">
                      <ProductPicture
                        url={top.product?.media[0]?.url}
                        alt=""
                        categorySlug={top.product?.category?.slug}
                        className="size-9 shrink-0 !rounded-xs"
                      />
                      {top.product ? (
                        <Link href={`/products/${top.product.slug}`} className="font-medium hover:underline">
                          {top.product.title}
                        </Link>
                      ) : (
                        'No longer in the shop'
                      )}
                    </span>
                  </td>
                  <td className={table.number}>{top.units}</td>
                  <td className={table.number}>{formatMoney(top.revenue)}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      </section>
    </div>
  );
}

async function Funnel({ from, to }: { from: string; to: string }) {
  const funnel = await loadFunnel(from, to);
  const rate = funnel.conversionRate;
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel" className="mb-3 font-semibold">
        From cart to door
      </h2>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        <FigureCard label="Carts" value={funnel.cartsCreated} />
        <FigureCard
          label="Placed"
          value={funnel.ordersPlaced}
          note={rate == null ? undefined : `${(rate * 100).toFixed(1)} % of carts`}
        />
        <FigureCard label="Confirmed" value={funnel.ordersConfirmed} />
        <FigureCard label="Delivered" value={funnel.ordersDelivered} />
        <FigureCard label="Cancelled" value={funnel.ordersCancelled} />
        <FigureCard label="Declined" value={funnel.paymentsDeclined} />
      </dl>
    </section>
  );
}
