import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveOrders } from '@/components/admin/live-orders.tsx';
import { SearchForm } from '@/components/admin/search-form.tsx';
import { table } from '@/components/admin/table.ts';
import { TableFrame } from '@/components/admin/table-frame.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { buttonClass } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { loadStaffOrders, requireStaff } from '@/lib/api/admin.ts';
import type { OrderStatus } from '@/lib/api/generated/graphql.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { statusLabel, statusTone } from '@/lib/order-progress.ts';
import { type SearchParams, textParam } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Orders' };

const pageSize = 25;
const views: readonly (readonly [label: string, statuses: readonly OrderStatus[]])[] = [
  ['All', []],
  ['To ship', ['CONFIRMED', 'PARTIALLY_FULFILLED']],
  ['On the way', ['FULFILLED']],
  ['Awaiting payment', ['AWAITING_PAYMENT']],
  ['Delivered', ['DELIVERED']],
  ['Cancelled', ['CANCELLED']],
];

function statusesOf(params: SearchParams): OrderStatus[] {
  const given = [params.status ?? []].flat();
  return given.filter((status): status is OrderStatus => status in statusLabel);
}

function urlOf(statuses: readonly string[], search: string, after?: string): string {
  const params = new URLSearchParams(statuses.map((status) => ['status', status]));
  if (search) params.set('q', search);
  if (after) params.set('after', after);
  return `/admin/orders${params.size > 0 ? `?${params}` : ''}`;
}

export default async function AdminOrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params] = await Promise.all([searchParams, requireStaff('/admin/orders')]);
  const statuses = statusesOf(params);
  const search = textParam(params, 'q');
  const after = textParam(params, 'after') || undefined;
  const page = await loadStaffOrders({
    first: pageSize,
    after,
    where: { ...(statuses.length > 0 ? { statuses } : {}), ...(search ? { search } : {}) },
  });
  const orders = page.edges.map((edge) => edge.node);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-heading">Orders</h1>
          <p className="mt-1 flex items-center gap-4 text-soft">
            {page.totalCount ?? 'More than 10,000'} found <LiveOrders />
          </p>
        </div>
        <SearchForm
          action="/admin/orders"
          label="Number or e-mail address"
          placeholder="Number or e-mail"
          search={search}
          className="w-full sm:w-88"
        >
          {statuses.map((status) => (
            <input key={status} type="hidden" name="status" value={status} />
          ))}
        </SearchForm>
      </div>
      <nav aria-label="Views" className="scroll-row overflow-x-auto">
        <ul className="flex gap-1">
          {views.map(([label, view]) => (
            <li key={label}>
              <Link
                href={urlOf(view, search)}
                aria-current={view.join() === statuses.join() ? 'page' : undefined}
                className="inline-flex min-h-11 items-center rounded-full px-4 whitespace-nowrap text-soft hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {orders.length === 0 ? (
        <EmptyState icon="box" title="No orders here">
          {search ? 'Try another number or address.' : 'They appear as soon as somebody buys.'}
        </EmptyState>
      ) : (
        <TableFrame label="Orders">
          <thead className={table.head}>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Placed</th>
              <th scope="col">Status</th>
              <th scope="col">Buyer</th>
              <th scope="col">To</th>
              <th scope="col" className={table.number}>
                Units
              </th>
              <th scope="col" className={table.number}>
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id} className={table.row}>
                <td className="font-mono">
                  <Link
                    href={`/admin/orders/${order.id}`}
                    className="text-accent after:absolute after:inset-0 hover:underline"
                  >
                    {order.number}
                  </Link>
                </td>
                <td className="whitespace-nowrap text-soft">{formatMoment(order.placedAt)}</td>
                <td>
                  <Badge tone={statusTone[order.status]}>{statusLabel[order.status]}</Badge>
                </td>
                <td className="max-w-56 truncate">{order.email ?? order.shippingAddress?.name}</td>
                <td className="whitespace-nowrap text-soft">
                  {order.shippingAddress
                    ? `${order.shippingAddress.city}, ${order.shippingAddress.countryCode}`
                    : ''}
                </td>
                <td className={table.number}>{order.lines.reduce((sum, line) => sum + line.quantity, 0)}</td>
                <td className={`${table.number} font-medium`}>{formatMoney(order.total)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      <div className="flex justify-between gap-4">
        {after ? (
          <Link href={urlOf(statuses, search)} className={buttonClass('quiet', 'small')}>
            Back to the newest
          </Link>
        ) : (
          <span />
        )}
        {page.pageInfo.hasNextPage && page.pageInfo.endCursor && (
          <Link
            href={urlOf(statuses, search, page.pageInfo.endCursor)}
            className={buttonClass('secondary', 'small')}
          >
            Earlier orders
          </Link>
        )}
      </div>
    </div>
  );
}
