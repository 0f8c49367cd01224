import type { Metadata } from 'next';
import { OrderLookup } from '@/components/order/order-lookup.tsx';

export const metadata: Metadata = { title: 'Find an order', alternates: { canonical: '/orders/lookup' } };

export default function OrderLookupPage() {
  return (
    <div className="container py-10">
      <OrderLookup />
    </div>
  );
}
