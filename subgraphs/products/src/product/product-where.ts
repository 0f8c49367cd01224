import { codedError } from '@souk/shared/errors';
import { type Queryable, rows } from '@souk/shared/sql';
import { isAdmin, requireUser, type Viewer } from '@souk/shared/viewer';
import type { ProductWhere } from '../generated/schema.ts';
import type { ProductRow, ProductStatus } from './product.entity.ts';

/** A part of the catalogue that a viewer may see: a stage, and for what is not on sale the own products only. */
export type Scope = { readonly status: ProductStatus; readonly sellerId: string | null };

const allStatuses: readonly ProductStatus[] = ['ACTIVE', 'DRAFT', 'ARCHIVED'];

/** Whether a viewer may see a product. What may not be seen is the same as missing. */
export function isVisible(viewer: Viewer, product: Pick<ProductRow, 'status' | 'sellerId'>): boolean {
  if (product.status === 'ACTIVE' || isAdmin(viewer)) return true;
  return viewer.kind === 'user' && product.sellerId === viewer.id;
}

/**
 * The parts of the catalogue that a list is about.
 *
 * @throws GraphQLError UNAUTHENTICATED where `mine` is asked by somebody who is not signed in
 */
export function scopesOf(viewer: Viewer, where: ProductWhere): Scope[] {
  const statuses = allStatuses.filter((status) => where.statuses?.includes(status) ?? true);
  if (where.mine) {
    const { id } = requireUser(viewer);
    return statuses.map((status) => ({ status, sellerId: id }));
  }
  if (isAdmin(viewer)) return statuses.map((status) => ({ status, sellerId: null }));
  return statuses.flatMap((status): Scope[] => {
    if (status === 'ACTIVE') return [{ status, sellerId: null }];
    return viewer.kind === 'user' ? [{ status, sellerId: viewer.id }] : [];
  });
}

/** Gathers the parameters of a statement; `add` answers with the placeholder. */
export function createParameters(): { readonly values: unknown[]; add(value: unknown): string } {
  const values: unknown[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

export type Parameters = ReturnType<typeof createParameters>;

/** SQL conditions on `p` for a part of the catalogue. */
export function scopeConditions(scope: Scope, parameters: Parameters): string[] {
  // The stage is written out so that the planner knows how common it is.
  const conditions = [`p.status = '${scope.status}'`];
  if (scope.sellerId !== null) conditions.push(`p.seller_id = ${parameters.add(scope.sellerId)}`);
  return conditions;
}

/**
 * SQL conditions on `p` for a filter, but for the category, stage and owner, and for a search.
 *
 * @throws GraphQLError BAD_USER_INPUT on texts and lists that no product can have
 */
export function whereConditions(
  where: ProductWhere,
  search: { readonly query: string } | null,
  parameters: Parameters,
): string[] {
  const conditions: string[] = [];
  const { add } = parameters;
  if (search) conditions.push(`p.search @@ ${add(search.query)}::tsquery`);
  if (where.sellerIds) conditions.push(`p.seller_id = ANY(${add(acceptable(where.sellerIds))})`);
  if (where.brands) conditions.push(`p.brand = ANY(${add(acceptable(where.brands))})`);
  if (where.priceMinMinor != null)
    conditions.push(`p.price_from_minor >= ${add(where.priceMinMinor)}::bigint`);
  if (where.priceMaxMinor != null)
    conditions.push(`p.price_from_minor <= ${add(where.priceMaxMinor)}::bigint`);
  if (where.inStock != null) conditions.push(`p.variants_in_stock ${where.inStock ? '> 0' : '= 0'}`);
  if (where.minRating != null) conditions.push(`p.rating_average >= ${add(where.minRating)}::float8`);
  if (where.onSale != null) conditions.push(where.onSale ? 'p.on_sale' : 'NOT p.on_sale');
  return conditions;
}

function acceptable(texts: readonly string[]): readonly string[] {
  if (texts.length > 100) throw codedError('BAD_USER_INPUT', 'A filter takes 100 values at most.');
  if (texts.some((text) => text.includes('\0') || !text.isWellFormed())) {
    throw codedError('BAD_USER_INPUT', 'A filter value has characters that no text of ours has.');
  }
  return texts;
}

/** Ids of a category and all below it; none where there is no such category. */
export async function findCategorySubtree(db: Queryable, slug: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `WITH RECURSIVE subtree AS (
       SELECT id FROM categories WHERE slug = $1
       UNION SELECT c.id FROM categories c JOIN subtree s ON c.parent_id = s.id
     ) SELECT id FROM subtree`,
    [acceptable([slug])[0]],
  );
  return found.map((category) => category.id);
}
