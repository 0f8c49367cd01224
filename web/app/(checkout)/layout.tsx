import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/layout/logo.tsx';
import { Icon } from '@/components/ui/icon.tsx';

/** The frame of the checkout: nothing but the way on and the way back. */
export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-b border-line">
        <div className="container flex h-(--header) items-center justify-between">
          <Logo />
          <Link href="/cart" className="inline-flex min-h-11 items-center gap-2 text-soft hover:text-ink">
            <Icon name="bag" /> Back to cart
          </Link>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <footer className="container py-8 text-center text-small text-faint">
        Souk is an open-source demo shop: nothing is shipped and no card is charged.
      </footer>
    </>
  );
}
