import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PromotionForm } from '@/components/admin/promotion-form.tsx';
import { requireStaff } from '@/lib/api/admin.ts';

export const metadata: Metadata = { title: 'New promotion' };

export default async function NewPromotionPage() {
  const viewer = await requireStaff('/admin/promotions/new');
  if (!viewer.isAdmin) notFound();
  return (
    <div className="grid max-w-3xl gap-6">
      <h1 className="text-heading">New promotion</h1>
      <PromotionForm opened={new Date().toISOString()} />
    </div>
  );
}
