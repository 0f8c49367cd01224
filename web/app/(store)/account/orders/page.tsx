import type { Metadata } from 'next';
import { MoreOrders } from '@/components/order/more-orders.tsx';
import { OrderCard } from '@/components/order/order-card.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { loadMyOrders } from '@/lib/api/orders.ts';
import type { SearchParams } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Your orders', robots: { index: false } };

const pageSize = 10;

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { after } = await searchParams;
  const page = await loadMyOrders(pageSize, typeof after === 'string' ? after : undefined);
  const orders = page?.edges.map((edge) => edge.node) ?? [];
  return (
    <>
      <h1 className="mb-6 text-heading">Your orders</h1>
      {orders.length === 0 ? (
        <EmptyState
          icon="box"
          title="No orders yet"
          action={<ButtonLink href="/search?sort=NEWEST">See what’s new</ButtonLink>}
        >
          Your orders appear here, and move by themselves.
        </EmptyState>
      ) : (
        <div className="grid">
          <ul className="grid gap-4">
            {orders.map((order) => (
              <li key={order.id}>
                <OrderCard order={order} />
              </li>
            ))}
          </ul>
          {page?.pageInfo.hasNextPage && page.pageInfo.endCursor && (
            <MoreOrders
              key={page.pageInfo.endCursor}
              endCursor={page.pageInfo.endCursor}
              pageSize={pageSize}
            />
          )}
        </div>
      )}
    </>
  );
}
