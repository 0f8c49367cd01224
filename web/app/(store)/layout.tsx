import type { ReactNode } from 'react';
import { CartDrawer } from '@/components/cart/cart-drawer.tsx';
import { SiteFooter } from '@/components/layout/site-footer.tsx';
import { SiteHeader } from '@/components/layout/site-header.tsx';

/** The frame of the store's pages. */
export default function StoreLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <SiteFooter />
      <CartDrawer />
    </>
  );
}
