'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

const places = [
  ['/account', 'Overview'],
  ['/account/orders', 'Orders'],
  ['/account/addresses', 'Addresses'],
  ['/account/payment-methods', 'Payment methods'],
  ['/account/profile', 'Profile and security'],
  ['/account/notifications', 'Notifications'],
] as const;

/** The places of an account. */
export function AccountNav() {
  const path = usePathname();
  return (
    <nav aria-label="Account" className="scroll-row -mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0">
      <ul className="flex gap-1 lg:grid">
        {places.map(([href, label]) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className="inline-flex min-h-11 w-full items-center rounded-full px-4 whitespace-nowrap text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
