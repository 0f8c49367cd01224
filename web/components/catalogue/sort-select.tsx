'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useTransition } from 'react';
import type { ProductSort } from '@/lib/api/generated/graphql.ts';
import { type CatalogueFilters, sortChoices, toQueryString } from '@/lib/catalogue-filters.ts';

interface SortSelectProps {
  readonly filters: CatalogueFilters;
  readonly fixedCategory: string | null;
}

/** The order of a page of products. */
export function SortSelect({ filters, fixedCategory }: SortSelectProps) {
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const choices = sortChoices.filter((choice) => choice.value !== 'RELEVANCE' || filters.search);
  return (
    <label className="inline-flex min-w-0 items-center gap-2 text-small text-soft">
      <span className="max-sm:sr-only">Sort by</span>
      <select
        value={filters.sort ?? (filters.search ? 'RELEVANCE' : 'NEWEST')}
        aria-busy={pending || undefined}
        onChange={(event) => {
          const sort = event.target.value as ProductSort;
          const category = fixedCategory ? null : filters.category;
          const query = toQueryString({ ...filters, category, sort, after: null });
          startTransition(() => router.replace(`${path}${query}`, { scroll: false }));
        }}
        className="pill min-w-0 text-base"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
