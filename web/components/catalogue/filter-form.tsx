'use client';
import Form from 'next/form';
import { usePathname, useRouter } from 'next/navigation';
import { useRef, useTransition } from 'react';
import { type CatalogueFilters, parseFilters, sortChoices, toQueryString } from '@/lib/catalogue-filters.ts';
import { buttonClass } from '../ui/button.tsx';
import { Stars } from '../ui/stars.tsx';

/** What can be filtered by, with counts; prices in whole units. */
export interface ProductFacetsView {
  readonly categories: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly brands: readonly { readonly value: string; readonly label: string; readonly count?: number }[];
  readonly priceMin: number | null;
  readonly priceMax: number | null;
}

interface FilterFormProps {
  readonly filters: CatalogueFilters;
  readonly facets: ProductFacetsView;
  /** The category of the page itself; then categories are not offered. */
  readonly fixedCategory: string | null;
  readonly idPrefix: string;
}

/** The filters of a form, as the URL would hold them. */
function readForm(form: HTMLFormElement, fixedCategory: string | null): CatalogueFilters {
  const data = new FormData(form);
  const params = Object.fromEntries([...data.keys()].map((key) => [key, data.getAll(key).map(String)]));
  const filters = parseFilters(params);
  return fixedCategory ? { ...filters, category: null } : filters;
}

const row = 'flex min-h-11 items-center gap-3 rounded-sm pr-2 text-base hover:bg-hover md:min-h-9';

/**
 * The filters of a page of products: a plain GET form, so that it works without scripts; with them each change is applied at
 * once and the page stays where it is.
 */
export function FilterForm({ filters, facets, fixedCategory, idPrefix }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  // Chosen brands stay in sight; of the others the first few.
  const isFirst = (brand: { value: string }, index: number): boolean =>
    index < brandsShown || filters.brands.includes(brand.value);
  const brandsFirst = facets.brands.filter(isFirst);
  const brandsRest = facets.brands.filter((brand, index) => !isFirst(brand, index));
  const apply = () => {
    if (!form.current) return;
    const query = toQueryString(readForm(form.current, fixedCategory));
    startTransition(() => router.replace(`${path}${query}`, { scroll: false }));
  };
  return (
    <Form
      ref={form}
      action={path}
      aria-label="Filters"
      aria-busy={pending || undefined}
      data-pending={pending ? '' : undefined}
      onChange={(event) => {
        const changed = event.target as unknown as HTMLInputElement;
        if (changed.type !== 'number') apply();
      }}
      onBlur={(event) => {
        const left = event.target as unknown as HTMLInputElement;
        if (left.type === 'number' && left.value !== left.defaultValue) apply();
      }}
      className="grid gap-7"
    >
      {filters.search && <input type="hidden" name="q" value={filters.search} />}
      {filters.sort && sortChoices.some((choice) => choice.value === filters.sort) && (
        <input type="hidden" name="sort" value={filters.sort} />
      )}
      {!fixedCategory && facets.categories.length > 0 && (
        <fieldset>
          <legend className="mb-2 font-semibold">Category</legend>
          <Option name="category" type="radio" value="" label="All" checked={!filters.category} />
          {facets.categories.map((facet) => (
            <Option
              key={facet.value}
              name="category"
              type="radio"
              value={facet.value}
              label={facet.label}
              count={facet.count}
              checked={filters.category === facet.value}
            />
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend className="mb-2 font-semibold">Show</legend>
        <Option name="stock" type="checkbox" value="1" label="In stock only" checked={filters.inStock} />
        <Option name="sale" type="checkbox" value="1" label="Reduced only" checked={filters.onSale} />
      </fieldset>
      {facets.brands.length > 0 && (
        <fieldset>
          <legend className="mb-2 font-semibold">Brand</legend>
          <BrandOptions brands={brandsFirst} chosen={filters.brands} />
          {brandsRest.length > 0 && (
            <details>
              <summary className="flex min-h-11 list-none items-center text-small text-accent hover:underline">
                {brandsRest.length} more brands
              </summary>
              <BrandOptions brands={brandsRest} chosen={filters.brands} />
            </details>
          )}
        </fieldset>
      )}
      <fieldset>
        <legend className="mb-2 font-semibold">Price</legend>
        <div className="flex items-center gap-2">
          <PriceInput
            id={`${idPrefix}-min`}
            name="min"
            label="Lowest price"
            value={filters.priceMin}
            hint={facets.priceMin}
          />
          <span aria-hidden="true" className="text-faint">
            –
          </span>
          <PriceInput
            id={`${idPrefix}-max`}
            name="max"
            label="Highest price"
            value={filters.priceMax}
            hint={facets.priceMax}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-semibold">Rating</legend>
        <Option name="rating" type="radio" value="" label="Any" checked={filters.minRating === null} />
        {[4, 3].map((stars) => (
          <label key={stars} className={row}>
            <input
              key={String(filters.minRating === stars)}
              type="radio"
              name="rating"
              value={stars}
              defaultChecked={filters.minRating === stars}
              className={box}
            />
            <Stars average={stars} size={15} />
            <span className="text-soft">
              <span className="sr-only">{stars} stars </span>and up
            </span>
          </label>
        ))}
      </fieldset>
      <noscript>
        <button type="submit" className={buttonClass('secondary')}>
          Apply
        </button>
      </noscript>
    </Form>
  );
}

const box = 'size-4.5 shrink-0 accent-accent';

const brandsShown = 7;

interface BrandOptionsProps {
  readonly brands: ProductFacetsView['brands'];
  readonly chosen: readonly string[];
}

function BrandOptions({ brands, chosen }: BrandOptionsProps) {
  return brands.map(({ value, label, count }) => (
    <Option
      key={value}
      name="brand"
      type="checkbox"
      value={value}
      label={label}
      count={count}
      checked={chosen.includes(value)}
    />
  ));
}

interface OptionProps {
  readonly name: string;
  readonly type: 'radio' | 'checkbox';
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
  readonly count?: number;
}

function Option({ name, type, value, checked, label, count }: OptionProps) {
  return (
    <label className={row}>
      <input
        key={String(checked)}
        type={type}
        name={name}
        value={value}
        defaultChecked={checked}
        className={box}
      />
      <span className="min-w-0 grow truncate">{label}</span>
      {count !== undefined && <span className="text-small text-faint tabular-nums">{count}</span>}
    </label>
  );
}

interface PriceInputProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly hint: number | null;
}

function PriceInput({ id, name, label, value, hint }: PriceInputProps) {
  return (
    <div className="relative grow">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <span aria-hidden="true" className="absolute top-1/2 left-3.5 -translate-y-1/2 text-faint">
        $
      </span>
      <input
        key={value}
        id={id}
        name={name}
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        defaultValue={value ?? ''}
        placeholder={hint === null ? undefined : String(hint)}
        className="field !pl-7 tabular-nums"
      />
    </div>
  );
}
