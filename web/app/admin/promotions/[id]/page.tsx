import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PromotionForm } from '@/components/admin/promotion-form.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import { loadPromotion } from '@/lib/api/promotions.ts';

export const metadata: Metadata = { title: 'Promotion' };

export default async function PromotionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireStaff(`/admin/promotions/${id}`);
  if (!viewer.isAdmin) notFound();
  const promotion = await loadPromotion(id);
  if (!promotion) notFound();
  return (
    <div className="grid max-w-3xl gap-6">
      <div>
        <Link
          href="/admin/promotions"
          className="inline-flex min-h-11 items-center text-small text-accent hover:underline"
        >
          All promotions
        </Link>
        <h1 className="text-heading">{promotion.name}</h1>
        <p className="mt-1 text-soft">
          Held by {promotion.usedCount} {promotion.usedCount === 1 ? 'order' : 'orders'}
        </p>
      </div>
      <PromotionForm key={promotion.version} promotion={promotion} opened={promotion.id} />
    </div>
  );
}
