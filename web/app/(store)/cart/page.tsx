import type { Metadata } from 'next';
import { CartPageView } from '@/components/cart/cart-page-view.tsx';

export const metadata: Metadata = { title: 'Your cart', robots: { index: false } };

export default function CartPage() {
  return (
    <div className="container py-8">
      <CartPageView />
    </div>
  );
}
