import type { Metadata } from 'next';
import { CartPageView } from '@/components/cart/cart-page-view.tsx';
import { loadCart } from '@/lib/api/cart.ts';

export const metadata: Metadata = { title: 'Your cart', robots: { index: false } };

export default async function CartPage() {
  // The frame shows no cart where it cannot be loaded; this page must not call that empty, and fails instead.
  await loadCart();
  return (
    <div className="container py-8">
      <CartPageView />
    </div>
  );
}
