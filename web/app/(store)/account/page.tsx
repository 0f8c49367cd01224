import type { Metadata } from 'next';
import Link from 'next/link';
import { OrderCard } from '@/components/order/order-card.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Icon, type IconName } from '@/components/ui/icon.tsx';
import { requireViewer } from '@/lib/api/account.ts';
import { loadMyOrders } from '@/lib/api/orders.ts';

export const metadata: Metadata = { title: 'Your account', robots: { index: false } };

const places: readonly (readonly [string, IconName, string, string])[] = [
  ['/account/addresses', 'pin', 'Addresses', 'Where your orders go'],
  ['/account/profile', 'shield', 'Profile and security', 'Name, phone, password, devices'],
  ['/account/notifications', 'bell', 'Notifications', 'What happened to your orders'],
];

export default async function AccountPage() {
  const [viewer, orders] = await Promise.all([requireViewer('/account'), loadMyOrders(3)]);
  const latest = orders?.edges.map((edge) => edge.node) ?? [];
  return (
    <>
      <h1 className="text-heading">Hello{viewer.firstName ? `, ${viewer.firstName}` : ''}</h1>
      <section aria-labelledby="latest" className="mt-8">
        <div className="mb-4 flex items-center justify-between gap-4">
          <h2 id="latest" className="text-title">
            Latest orders
          </h2>
          {latest.length > 0 && (
            <Link
              href="/account/orders"
              className="inline-flex min-h-11 items-center text-accent hover:underline"
            >
              All orders
            </Link>
          )}
        </div>
        {latest.length > 0 ? (
          <ul className="grid gap-4">
            {latest.map((order) => (
              <li key={order.id}>
                <OrderCard order={order} />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState
            heading="h3"
            icon="box"
            title="No orders yet"
            action={<ButtonLink href="/search?sort=NEWEST">See what’s new</ButtonLink>}
          >
            Your orders appear here, and move by themselves.
          </EmptyState>
        )}
      </section>
      <ul className="mt-10 grid gap-4 sm:grid-cols-3">
        {places.map(([href, icon, title, text]) => (
          <li key={href}>
            <Link
              href={href}
              className="grid h-full content-start gap-2 rounded-lg border border-line bg-surface p-5 hover:border-control"
            >
              <Icon name={icon} size={24} className="text-accent" />
              <span className="font-medium">{title}</span>
              <span className="text-small text-soft">{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
