import type { Metadata } from 'next';
import { CartPageView } from '@/components/cart/cart-page-view.tsx';
import { loadViewerForHeader } from '@/lib/api/account.ts';
import { loadCart } from '@/lib/api/cart.ts';

export const metadata: Metadata = { title: 'Your cart', robots: { index: false } };

export default async function CartPage() {
  // The frame shows no cart where it cannot be loaded; this page must not call that empty, and fails instead.
  const [viewer] = await Promise.all([loadViewerForHeader(), loadCart()]);
  return (
    <div className="container py-8">
      <CartPageView ordersPath={viewer ? '/account/orders' : '/orders/lookup'} />
    </div>
  );
}
