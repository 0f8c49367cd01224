import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OrderLive } from '@/components/order/order-live.tsx';
import { loadOrder } from '@/lib/api/orders.ts';

export const metadata: Metadata = { title: 'Your order', robots: { index: false } };

interface OrderPageProps {
  readonly params: Promise<{ id: string }>;
}

export default async function OrderPage({ params }: OrderPageProps) {
  const order = await loadOrder((await params).id);
  if (!order) notFound();
  return (
    <div className="container max-w-6xl py-8 md:py-12">
      <OrderLive initial={order} />
    </div>
  );
}
