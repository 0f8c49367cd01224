import type { ProductSort, ProductWhere } from './api/generated/graphql.ts';
import type { SearchParams } from './search-params.ts';

/** What a page of products is narrowed to; the URL's query string is its only home. */
export interface CatalogueFilters {
  readonly search: string;
  readonly category: string | null;
  readonly brands: readonly string[];
  /** Whole units of the shop's currency, as people type them. */
  readonly priceMin: number | null;
  readonly priceMax: number | null;
  readonly inStock: boolean;
  readonly onSale: boolean;
  readonly minRating: number | null;
  readonly sort: ProductSort | null;
  readonly after: string | null;
}

export const sortChoices: readonly { readonly value: ProductSort; readonly label: string }[] = [
  { value: 'RELEVANCE', label: 'Best match' },
  { value: 'BEST_SELLING', label: 'Best selling' },
  { value: 'NEWEST', label: 'Newest' },
  { value: 'RATING', label: 'Best rated' },
  { value: 'PRICE_ASC', label: 'Price, low to high' },
  { value: 'PRICE_DESC', label: 'Price, high to low' },
  { value: 'TITLE', label: 'Name, A to Z' },
];

function one(params: SearchParams, key: string): string | null {
  const value = params[key];
  const first = Array.isArray(value) ? value[0] : value;
  return first?.trim() ? first.trim() : null;
}

function many(params: SearchParams, key: string): string[] {
  const value = params[key];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return [...new Set(list.map((item) => item.trim()).filter(Boolean))].slice(0, 20);
}

function wholeNumber(text: string | null): number | null {
  if (!text || !/^\d{1,9}$/.test(text)) return null;
  return Number(text);
}

/** Reads filters from a query string; whatever is not understood is left out. */
export function parseFilters(params: SearchParams): CatalogueFilters {
  const sort = one(params, 'sort');
  const rating = wholeNumber(one(params, 'rating'));
  return {
    search: (one(params, 'q') ?? '').slice(0, 200),
    category: one(params, 'category'),
    brands: many(params, 'brand'),
    priceMin: wholeNumber(one(params, 'min')),
    priceMax: wholeNumber(one(params, 'max')),
    inStock: one(params, 'stock') === '1',
    onSale: one(params, 'sale') === '1',
    minRating: rating !== null && rating >= 1 && rating <= 5 ? rating : null,
    sort: sortChoices.find((choice) => choice.value === sort)?.value ?? null,
    after: one(params, 'after'),
  };
}

/** The query string of filters, in a fixed order so that equal filters have one URL; '' if there are none. */
export function toQueryString(filters: CatalogueFilters): string {
  const params = new URLSearchParams();
  if (filters.search) params.set('q', filters.search);
  if (filters.category) params.set('category', filters.category);
  for (const brand of filters.brands.toSorted()) params.append('brand', brand);
  if (filters.priceMin !== null) params.set('min', String(filters.priceMin));
  if (filters.priceMax !== null) params.set('max', String(filters.priceMax));
  if (filters.inStock) params.set('stock', '1');
  if (filters.onSale) params.set('sale', '1');
  if (filters.minRating !== null) params.set('rating', String(filters.minRating));
  if (filters.sort) params.set('sort', filters.sort);
  if (filters.after) params.set('after', filters.after);
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** The variables of the Catalogue query. `minorPerUnit` is 100 for currencies with cents. */
export function toVariables(
  filters: CatalogueFilters,
  pageSize: number,
  minorPerUnit = 100,
): { first: number; after?: string; search?: string; where: ProductWhere; sort?: ProductSort } {
  const where: ProductWhere = {};
  if (filters.category) where.category = filters.category;
  if (filters.brands.length > 0) where.brands = [...filters.brands];
  if (filters.priceMin !== null) where.priceMinMinor = filters.priceMin * minorPerUnit;
  if (filters.priceMax !== null) where.priceMaxMinor = filters.priceMax * minorPerUnit;
  if (filters.inStock) where.inStock = true;
  if (filters.onSale) where.onSale = true;
  if (filters.minRating !== null) where.minRating = filters.minRating;
  const sort = filters.sort === 'RELEVANCE' && !filters.search ? null : filters.sort;
  return {
    first: pageSize,
    where,
    ...(filters.after ? { after: filters.after } : {}),
    ...(filters.search ? { search: filters.search } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** A filter in force, with the filters that remain when it is taken away. */
export interface ActiveFilter {
  readonly label: string;
  readonly without: CatalogueFilters;
}

/** The filters in force, for removable chips. `fixedCategory` is the category of the page itself: it stays. */
export function activeFilters(
  filters: CatalogueFilters,
  labels: { readonly category: (slug: string) => string; readonly price: (units: number) => string },
  fixedCategory: string | null = null,
): ActiveFilter[] {
  const base = { ...filters, after: null };
  const active: ActiveFilter[] = [];
  if (filters.category && filters.category !== fixedCategory) {
    active.push({ label: labels.category(filters.category), without: { ...base, category: null } });
  }
  for (const brand of filters.brands) {
    active.push({
      label: brand,
      without: { ...base, brands: filters.brands.filter((other) => other !== brand) },
    });
  }
  if (filters.priceMin !== null) {
    active.push({ label: `From ${labels.price(filters.priceMin)}`, without: { ...base, priceMin: null } });
  }
  if (filters.priceMax !== null) {
    active.push({ label: `Up to ${labels.price(filters.priceMax)}`, without: { ...base, priceMax: null } });
  }
  if (filters.inStock) active.push({ label: 'In stock', without: { ...base, inStock: false } });
  if (filters.onSale) active.push({ label: 'Reduced', without: { ...base, onSale: false } });
  if (filters.minRating !== null) {
    active.push({ label: `${filters.minRating} stars and up`, without: { ...base, minRating: null } });
  }
  return active;
}

/** The same search with nothing narrowed. */
export function cleared(filters: CatalogueFilters, fixedCategory: string | null = null): CatalogueFilters {
  return { ...parseFilters({}), search: filters.search, category: fixedCategory, sort: filters.sort };
}
