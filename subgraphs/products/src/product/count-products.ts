import { type Queryable, row, rows } from '@souk/shared/sql';
import { matchingSql, type ProductSelection } from './list-products.ts';
import { createParameters } from './product-where.ts';

export type FacetCount = { readonly value: string; readonly label: string; readonly count: number };

export type Facets = {
  readonly categories: readonly FacetCount[];
  readonly brands: readonly FacetCount[];
  readonly priceMinMinor: number | null;
  readonly priceMaxMinor: number | null;
};

const noFacets: Facets = { categories: [], brands: [], priceMinMinor: null, priceMaxMinor: null };
const maximumBrands = 20;

/** How many products a selection has. Whole categories are read from their counts, anything else is counted. */
export async function countProducts(db: Queryable, selection: ProductSelection): Promise<number> {
  if (selection.empty) return 0;
  const whole = isWholeCategories(selection);
  const parameters = createParameters();
  const counted = await row<{ count: string }>(
    db,
    whole
      ? `SELECT coalesce(sum(active_products), 0) AS count FROM category_brand_counts
         ${inCategories(selection, parameters)}`
      : `SELECT count(*) AS count FROM products p WHERE ${matchingSql(selection, parameters)}`,
    parameters.values,
  );
  return Number(counted?.count ?? 0);
}

/** Counts per category and brand, and the span of prices, of the products selected. */
export async function countFacets(db: Queryable, selection: ProductSelection): Promise<Facets> {
  if (selection.empty) return noFacets;
  const parameters = createParameters();
  const counts = await rows<{ category_id: string; brand: string; count: number; low: string; high: string }>(
    db,
    isWholeCategories(selection)
      ? `SELECT b.category_id, b.brand, b.active_products AS count, span.low, span.high
         FROM (SELECT * FROM category_brand_counts ${inCategories(selection, parameters)}) b
         JOIN LATERAL (
           SELECT min(price_from_minor) AS low, max(price_from_minor) AS high FROM products p
           WHERE p.category_id = b.category_id AND p.status = 'ACTIVE'
         ) span ON true
         WHERE b.active_products > 0`
      : `SELECT p.category_id, coalesce(p.brand, '') AS brand, count(*)::int AS count,
           min(p.price_from_minor) AS low, max(p.price_from_minor) AS high
         FROM products p WHERE ${matchingSql(selection, parameters)}
         GROUP BY p.category_id, coalesce(p.brand, '')`,
    parameters.values,
  );
  const categories = await rows<{ id: string; slug: string; name: string }>(
    db,
    'SELECT id, slug, name FROM categories WHERE id = ANY($1) ORDER BY position, name',
    [[...new Set(counts.map((count) => count.category_id))]],
  );
  const perCategory = sumBy(counts, (count) => count.category_id);
  const perBrand = sumBy(counts, (count) => count.brand);
  perBrand.delete('');
  return {
    categories: categories.map(({ id, slug, name }) => ({
      value: slug,
      label: name,
      count: perCategory.get(id)!,
    })),
    brands: [...perBrand]
      .map(([brand, count]) => ({ value: brand, label: brand, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, maximumBrands),
    priceMinMinor: counts.length > 0 ? Math.min(...counts.map((count) => Number(count.low))) : null,
    priceMaxMinor: counts.length > 0 ? Math.max(...counts.map((count) => Number(count.high))) : null,
  };
}

/** Whether a selection is all that is on sale in some categories, or in all. */
function isWholeCategories({ scopes, where, search }: ProductSelection): boolean {
  const { category: _category, statuses: _statuses, mine, ...others } = where;
  const filtered = search !== null || mine || Object.values(others).some((value) => value != null);
  return !filtered && scopes.every((scope) => scope.status === 'ACTIVE' && scope.sellerId === null);
}

function inCategories(
  { categoryIds }: ProductSelection,
  parameters: ReturnType<typeof createParameters>,
): string {
  return categoryIds ? `WHERE category_id = ANY(${parameters.add(categoryIds)}::text[])` : '';
}

function sumBy<Item extends { readonly count: number }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + item.count);
  return sums;
}
