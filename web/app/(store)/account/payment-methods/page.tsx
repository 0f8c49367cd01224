import type { Metadata } from 'next';
import { PaymentMethodList } from '@/components/payment-methods/payment-method-list.tsx';
import { loadSavedPaymentMethods } from '@/lib/api/payment-methods.ts';

export const metadata: Metadata = { title: 'Payment methods', robots: { index: false } };

export default async function PaymentMethodsPage() {
  return <PaymentMethodList methods={(await loadSavedPaymentMethods()) ?? []} />;
}
