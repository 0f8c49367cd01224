import { Suspense } from 'react';
import { DealsStrip } from '@/components/flash-sale/deals-strip.tsx';
import { CategoryStrip } from '@/components/home/category-strip.tsx';
import { Hero, heroSize } from '@/components/home/hero.tsx';
import { ProductRow } from '@/components/home/product-row.tsx';
import { Promises } from '@/components/home/promises.tsx';
import { ProductGridSkeleton } from '@/components/product/product-grid.tsx';
import { SectionBoundary } from '@/components/ui/section-boundary.tsx';
import { loadCategories, loadProductRow } from '@/lib/api/catalogue.ts';
import type { CatalogueQueryVariables, ProductCardFragment } from '@/lib/api/generated/graphql.ts';

interface Row {
  readonly title: string;
  readonly href: string;
  readonly linkLabel: string;
  readonly query: CatalogueQueryVariables;
}

const rows: readonly Row[] = [
  {
    title: 'Loved by people who bought it',
    href: '/search?sort=RATING',
    linkLabel: 'Best rated',
    query: { first: 4, sort: 'RATING', where: { inStock: true } },
  },
  {
    title: 'Just in',
    href: '/search?sort=NEWEST',
    linkLabel: 'All new',
    query: { first: 8, sort: 'NEWEST', where: { inStock: true } },
  },
  {
    title: 'Reduced, while they last',
    href: '/search?sale=1',
    linkLabel: 'All reduced',
    query: { first: 4, where: { onSale: true, inStock: true } },
  },
];

/** Products of different categories, so that the first screen shows the breadth of the shop. */
function pickHero(products: readonly ProductCardFragment[]): ProductCardFragment[] {
  const byCategory = new Map<string, ProductCardFragment>();
  for (const product of products) {
    const category = product.category?.slug ?? product.id;
    if (!byCategory.has(category)) byCategory.set(category, product);
  }
  const picked = [...byCategory.values()];
  return [...picked, ...products.filter((product) => !picked.includes(product))].slice(0, heroSize);
}

export default async function HomePage() {
  const [categories, best] = await Promise.all([
    loadCategories(),
    loadProductRow({ first: 24, sort: 'BEST_SELLING', where: { inStock: true } }),
  ]);
  return (
    <>
      <Hero products={pickHero(best)} />
      <CategoryStrip categories={categories.filter((category) => !category.parent)} />
      <section aria-label="Flash sales" className="container mt-14 empty:hidden">
        <SectionBoundary what="Flash sales">
          <Suspense fallback={null}>
            <DealsStrip />
          </Suspense>
        </SectionBoundary>
      </section>
      {rows.map((row) => (
        <section key={row.title} className="container mt-14 first:mt-6 md:mt-20">
          <SectionBoundary what={row.title}>
            <Suspense fallback={<ProductGridSkeleton count={row.query.first} />}>
              <ProductRow {...row} />
            </Suspense>
          </SectionBoundary>
        </section>
      ))}
      <Promises />
    </>
  );
}
