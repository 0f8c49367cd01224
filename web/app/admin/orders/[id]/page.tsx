import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { DeliveryTable } from '@/components/admin/delivery-table.tsx';
import { OrderNotes } from '@/components/admin/order-notes.tsx';
import { OrderTasks } from '@/components/admin/order-tasks.tsx';
import { TotalsList } from '@/components/cart/totals-list.tsx';
import { OrderFacts } from '@/components/order/order-facts.tsx';
import { OrderLines } from '@/components/order/order-lines.tsx';
import { OrderTimeline } from '@/components/order/order-timeline.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { loadStaffOrder, requireStaff } from '@/lib/api/admin.ts';
import { formatMoment } from '@/lib/dates.ts';
import { orderHeadline, statusLabel, statusTone } from '@/lib/order-progress.ts';

export const metadata: Metadata = { title: 'Order' };

const box = 'rounded-md border border-line bg-surface p-5';

export default async function AdminOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireStaff(`/admin/orders/${id}`);
  const order = await loadStaffOrder(id);
  if (!order) notFound();
  const customer = order.customer;
  return (
    <div className="grid max-w-6xl gap-6">
      <div>
        <Link
          href="/admin/orders"
          className="inline-flex min-h-11 items-center text-small text-accent hover:underline"
        >
          All orders
        </Link>
        <div className="flex flex-wrap items-center gap-4">
          <h1 className="font-mono text-heading">{order.number}</h1>
          <Badge tone={statusTone[order.status]}>{statusLabel[order.status]}</Badge>
        </div>
        <p className="mt-1 text-soft">
          Placed {formatMoment(order.placedAt)} by{' '}
          {customer
            ? `${customer.firstName ?? ''} ${customer.lastName ?? ''}`.trim() || customer.email
            : 'a guest'}
          {order.email ? `, ${order.email}` : ''}
        </p>
        {order.status === 'CANCELLED' && (
          <p className="mt-1 text-bad">{orderHeadline(order.status, order.cancelReason)[0]}</p>
        )}
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
          <OrderTasks order={order} isAdmin={viewer.isAdmin} />
          <section aria-labelledby="items" className={box}>
            <h2 id="items" className="font-semibold">
              Items
            </h2>
            <OrderLines lines={order.lines} />
            <div className="ml-auto max-w-xs border-t border-line pt-4">
              <TotalsList totals={order.totals} discounts={order.discounts} />
            </div>
          </section>
          <OrderNotes order={order} />
          {order.deliveries && order.deliveries.length > 0 && (
            <section aria-labelledby="messages">
              <h2 id="messages" className="mb-3 font-semibold">
                Messages
              </h2>
              <DeliveryTable deliveries={order.deliveries} />
            </section>
          )}
        </div>
        <div className="grid content-start gap-6 [&_h2]:text-base">
          <section aria-labelledby="timeline" className={box}>
            <h2 id="timeline" className="mb-4 font-semibold">
              What happened
            </h2>
            <OrderTimeline timeline={order.timeline} />
          </section>
          <div className={`${box} grid gap-6`}>
            <OrderFacts order={order} />
          </div>
        </div>
      </div>
    </div>
  );
}
