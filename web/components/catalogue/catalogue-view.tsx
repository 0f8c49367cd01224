import Link from 'next/link';
import { loadCatalogue } from '@/lib/api/catalogue.ts';
import {
  activeFilters,
  type CatalogueFilters,
  cleared,
  toQueryString,
  toVariables,
} from '@/lib/catalogue-filters.ts';
import { formatPriceTag, minorDigits } from '@/lib/money.ts';
import { ProductGrid, ProductGridSkeleton } from '../product/product-grid.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { FilterForm, type ProductFacetsView } from './filter-form.tsx';
import { FilterSheet } from './filter-sheet.tsx';
import { MoreProducts } from './more-products.tsx';
import { SortSelect } from './sort-select.tsx';

interface CatalogueViewProps {
  /** Path of the page, without a query. */
  readonly path: string;
  readonly filters: CatalogueFilters;
  readonly fixedCategory?: string | null;
  readonly categoryName: (slug: string) => string;
}

const pageSize = 24;
const currency = 'USD';

/** A page of products with its filters, their counts, the order, and more pages below. */
export async function CatalogueView({
  path,
  filters,
  fixedCategory = null,
  categoryName,
}: CatalogueViewProps) {
  const minorPerUnit = 10 ** minorDigits(currency);
  const variables = toVariables(filters, pageSize, minorPerUnit);
  const { edges, pageInfo, totalCount, facets } = await loadCatalogue(variables);
  const price = (units: number): string => formatPriceTag({ amountMinor: units * minorPerUnit, currency });
  const active = activeFilters(filters, { category: categoryName, price }, fixedCategory);
  const urlOf = (target: CatalogueFilters): string =>
    `${path}${toQueryString(fixedCategory ? { ...target, category: null } : target)}`;
  const found = totalCount ?? edges.length;
  const countLabel = `${found} ${found === 1 ? 'product' : 'products'}`;

  const listedBrands = facets?.brands ?? [];
  const facetsView: ProductFacetsView = {
    categories: facets?.categories ?? [],
    brands: [
      ...listedBrands,
      ...filters.brands
        .filter((brand) => !listedBrands.some((facet) => facet.value === brand))
        .map((brand) => ({ value: brand, label: brand })),
    ],
    priceMin: facets?.priceMinMinor == null ? null : Math.floor(facets.priceMinMinor / minorPerUnit),
    priceMax: facets?.priceMaxMinor == null ? null : Math.ceil(facets.priceMaxMinor / minorPerUnit),
  };
  const form = (idPrefix: string) => (
    <FilterForm filters={filters} facets={facetsView} fixedCategory={fixedCategory} idPrefix={idPrefix} />
  );

  return (
    <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-12">
      <aside className="hidden lg:block">
        <div className="sticky top-[calc(var(--header)+1.5rem)] max-h-[calc(100dvh-var(--header)-3rem)] overflow-y-auto pr-1 pb-4">
          {form('side')}
        </div>
      </aside>
      <section aria-labelledby="products-title" className="min-w-0">
        <h2 id="products-title" className="sr-only">
          Products
        </h2>
        <div className="mb-5 flex min-h-11 items-center justify-between gap-3">
          <FilterSheet active={active.length} resultLabel={`Show ${countLabel}`}>
            {form('sheet')}
          </FilterSheet>
          <p role="status" className="text-soft max-sm:sr-only">
            {countLabel}
          </p>
          <SortSelect filters={filters} fixedCategory={fixedCategory} />
        </div>
        {active.length > 0 && (
          <ul aria-label="Filters in force" className="mb-6 flex flex-wrap items-center gap-2">
            {active.map((filter) => (
              <li key={filter.label}>
                <Link
                  href={urlOf(filter.without)}
                  scroll={false}
                  className="inline-flex min-h-11 items-center gap-2 rounded-full bg-accent-soft px-4 text-small font-medium text-accent hover:underline"
                >
                  <span className="sr-only">Remove filter </span>
                  {filter.label}
                  <Icon name="close" size={14} />
                </Link>
              </li>
            ))}
            <li>
              <Link
                href={urlOf(cleared(filters, fixedCategory))}
                scroll={false}
                className="inline-flex min-h-11 items-center px-3 text-small font-medium text-soft hover:text-ink hover:underline"
              >
                Clear all
              </Link>
            </li>
          </ul>
        )}
        {filters.after && (
          <p className="mb-6">
            <Link
              href={urlOf({ ...filters, after: null })}
              className="inline-flex min-h-11 items-center text-accent hover:underline"
            >
              Back to the first page
            </Link>
          </p>
        )}
        {edges.length > 0 ? (
          <>
            <ProductGrid products={edges.map((edge) => edge.node)} />
            {pageInfo.hasNextPage && pageInfo.endCursor && (
              <MoreProducts
                key={toQueryString(filters)}
                variables={variables}
                endCursor={pageInfo.endCursor}
                href={urlOf({ ...filters, after: pageInfo.endCursor })}
              />
            )}
          </>
        ) : active.length > 0 ? (
          <EmptyState
            icon="filter"
            title="Nothing fits all of these filters"
            action={
              <ButtonLink href={urlOf(cleared(filters, fixedCategory))} scroll={false}>
                Clear all filters
              </ButtonLink>
            }
          >
            Take one away above, or start over.
          </EmptyState>
        ) : (
          <EmptyState
            icon="search"
            title={filters.search ? `Nothing found for “${filters.search}”` : 'Nothing here yet'}
            action={<ButtonLink href="/search?sort=BEST_SELLING">See what people love</ButtonLink>}
          >
            {filters.search ? 'Try fewer or other words, or look around.' : 'New things arrive often.'}
          </EmptyState>
        )}
      </section>
    </div>
  );
}

/** The place of a page of products that is being loaded. */
export function CatalogueSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-12">
      <div className="hidden content-start gap-3 lg:grid">
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((key) => (
          <div key={key} className="skeleton h-7" />
        ))}
      </div>
      <div>
        <div className="mb-5 flex min-h-11 items-center justify-between">
          <div className="skeleton h-6 w-28" />
          <div className="skeleton h-11 w-44 !rounded-full" />
        </div>
        <ProductGridSkeleton count={8} />
      </div>
    </div>
  );
}
