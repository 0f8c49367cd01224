import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { productArchived } from '@souk/shared/events/product-archived';
import { productChanged } from '@souk/shared/events/product-changed';
import { productPublished } from '@souk/shared/events/product-published';
import { isId } from '@souk/shared/ids';
import { type Queryable, row } from '@souk/shared/sql';
import { type EntityManager, In } from 'typeorm';
import type { CategoryRow } from '../category/category.entity.ts';
import { ProductEntity, type ProductRow } from './product.entity.ts';
import { VariantEntity, type VariantRow } from './variant.entity.ts';

export async function findProducts(db: EntityManager, ids: readonly string[]): Promise<ProductRow[]> {
  return db.getRepository(ProductEntity).findBy({ id: In([...ids]) });
}

export async function findVariantsOf(
  db: EntityManager,
  productIds: readonly string[],
): Promise<VariantRow[]> {
  return db
    .getRepository(VariantEntity)
    .find({ where: { productId: In([...productIds]) }, order: { productId: 'ASC', position: 'ASC' } });
}

/** A product for a change; others who want to change it wait. A text that can be no id of ours finds none. */
export async function lockProduct(tx: EntityManager, id: string): Promise<ProductRow | null> {
  if (!isId('prod', id)) return null;
  return tx.getRepository(ProductEntity).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** A free name in URLs: the wanted one, or with a number behind it. */
export async function findFreeSlug(db: Queryable, wanted: string): Promise<string> {
  const found = await row<{ slug: string }>(
    db,
    `SELECT candidate AS slug
     FROM (SELECT 1 AS n, $1 AS candidate UNION ALL SELECT n, $1 || '-' || n FROM generate_series(2, 1000) n) c
     WHERE NOT EXISTS (SELECT 1 FROM products WHERE slug = candidate) ORDER BY n LIMIT 1`,
    [wanted],
  );
  return found?.slug ?? wanted;
}

type Listing = Pick<ProductRow, 'status' | 'categoryId' | 'brand'>;

/** Keeps the counts of active products per category and brand; null stands for a product that is not there. */
export async function countListing(
  tx: EntityManager,
  before: Listing | null,
  after: Listing | null,
): Promise<void> {
  const steps = new Map<string, { categoryId: string; brand: string; step: number }>();
  for (const [listing, step] of [
    [before, -1],
    [after, 1],
  ] as const) {
    if (listing?.status !== 'ACTIVE') continue;
    const brand = listing.brand ?? '';
    const key = JSON.stringify([listing.categoryId, brand]);
    const known = steps.get(key);
    steps.set(key, { categoryId: listing.categoryId, brand, step: (known?.step ?? 0) + step });
  }
  // In the same order everywhere, so that two products that change places do not wait for each other.
  for (const [, { categoryId, brand, step }] of [...steps].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (step === 0) continue;
    await tx.query(
      step > 0
        ? `INSERT INTO category_brand_counts (category_id, brand, active_products) VALUES ($1, $2, 1)
           ON CONFLICT (category_id, brand)
           DO UPDATE SET active_products = category_brand_counts.active_products + 1`
        : `UPDATE category_brand_counts SET active_products = active_products - 1
           WHERE category_id = $1 AND brand = $2`,
      [categoryId, brand],
    );
  }
}

/** The event that tells of a product's newest change. */
export function productEvent(
  before: Pick<ProductRow, 'status'> | null,
  product: ProductRow,
  variants: readonly VariantRow[],
  category: Pick<CategoryRow, 'slug'>,
  correlationId?: string,
): EventEnvelope {
  const changed = before?.status !== product.status;
  const definition =
    changed && product.status === 'ACTIVE'
      ? productPublished
      : changed && product.status === 'ARCHIVED'
        ? productArchived
        : productChanged;
  return createEvent(
    definition,
    {
      aggregateId: product.id,
      aggregateVersion: product.version,
      occurredAt: product.updatedAt,
      correlationId,
    },
    {
      productId: product.id,
      slug: product.slug,
      title: product.title,
      status: product.status,
      categorySlug: category.slug,
      sellerId: product.sellerId,
      variants: variants.map((variant) => ({
        variantId: variant.id,
        sku: variant.sku,
        title: variant.title,
        priceMinor: variant.priceMinor,
        currency: product.currency,
        imageUrl: (product.media[variant.mediaIndex ?? 0] ?? product.media[0])?.url ?? null,
        weightGrams: variant.weightGrams,
      })),
    },
  );
}
