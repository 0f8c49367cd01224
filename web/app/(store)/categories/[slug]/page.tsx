import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { CatalogueSkeleton, CatalogueView } from '@/components/catalogue/catalogue-view.tsx';
import { CategoryHead } from '@/components/catalogue/category-head.tsx';
import { SectionBoundary } from '@/components/ui/section-boundary.tsx';
import { loadCategory, loadMenuCategories } from '@/lib/api/catalogue.ts';
import { parseFilters } from '@/lib/catalogue-filters.ts';
import type { SearchParams } from '@/lib/search-params.ts';

interface CategoryPageProps {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: CategoryPageProps): Promise<Metadata> {
  const category = await loadCategory((await params).slug);
  if (!category) return { title: 'Category not found' };
  return {
    title: category.name,
    description: category.description ?? `Everything in ${category.name}.`,
    alternates: { canonical: `/categories/${category.slug}` },
    openGraph: { title: category.name, images: category.imageUrl ? [category.imageUrl] : [] },
  };
}

export default async function CategoryPage({ params, searchParams }: CategoryPageProps) {
  const { slug } = await params;
  const [category, categories] = await Promise.all([loadCategory(slug), loadMenuCategories()]);
  if (!category) notFound();
  const filters = { ...parseFilters(await searchParams), category: slug };
  const nameOf = (other: string): string => categories.find((c) => c.slug === other)?.name ?? other;
  return (
    <div className="container pt-4 pb-10">
      <CategoryHead category={category} />
      <SectionBoundary what="Products">
        <Suspense fallback={<CatalogueSkeleton />}>
          <CatalogueView
            path={`/categories/${slug}`}
            filters={filters}
            fixedCategory={slug}
            categoryName={nameOf}
          />
        </Suspense>
      </SectionBoundary>
    </div>
  );
}
