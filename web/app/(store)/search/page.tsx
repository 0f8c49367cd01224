import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CatalogueSkeleton, CatalogueView } from '@/components/catalogue/catalogue-view.tsx';
import { SearchBox } from '@/components/layout/search-box.tsx';
import { SectionBoundary } from '@/components/ui/section-boundary.tsx';
import { loadMenuCategories } from '@/lib/api/catalogue.ts';
import { type CatalogueFilters, parseFilters } from '@/lib/catalogue-filters.ts';
import type { SearchParams } from '@/lib/search-params.ts';

interface SearchPageProps {
  readonly searchParams: Promise<SearchParams>;
}

/** What the page is called, by what it shows. */
function titleOf(filters: CatalogueFilters): string {
  if (filters.search) return `Results for “${filters.search}”`;
  if (filters.onSale) return 'Reduced';
  if (filters.sort === 'NEWEST') return 'New arrivals';
  if (filters.sort === 'RATING') return 'Best rated';
  if (filters.sort === 'BEST_SELLING') return 'Best sellers';
  return 'Everything';
}

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const filters = parseFilters(await searchParams);
  return {
    title: titleOf(filters),
    robots: { index: false, follow: true },
    alternates: { canonical: '/search' },
  };
}

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const [params, categories] = await Promise.all([searchParams, loadMenuCategories()]);
  const filters = parseFilters(params);
  const nameOf = (slug: string): string =>
    categories.find((category) => category.slug === slug)?.name ?? slug;
  return (
    <div className="container py-8">
      <div className="mb-6 md:hidden">
        <SearchBox id="search-page" />
      </div>
      <h1 className="mb-8 text-heading break-words">{titleOf(filters)}</h1>
      <SectionBoundary what="Products">
        <Suspense fallback={<CatalogueSkeleton />}>
          <CatalogueView path="/search" filters={filters} categoryName={nameOf} />
        </Suspense>
      </SectionBoundary>
    </div>
  );
}
