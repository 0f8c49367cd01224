import type { Page } from '@souk/shared/connection';
import { isId } from '@souk/shared/ids';
import { rows } from '@souk/shared/sql';
import DataLoader from 'dataloader';
import { type DataSource, In } from 'typeorm';
import { findAlerts } from './back-in-stock/back-in-stock-alert.repository.ts';
import type { CategoryRow } from './category/category.entity.ts';
import { countActiveProducts, findCategories } from './category/category.repository.ts';
import { findCurrentSales, findSales } from './flash-sale/flash-sale.repository.ts';
import type { FlashSale } from './flash-sale/flash-sale.ts';
import { findRelated } from './product/find-related.ts';
import { ProductEntity, type ProductRow } from './product/product.entity.ts';
import { findProducts, findVariantsOf } from './product/product.repository.ts';
import { VariantEntity, type VariantRow } from './product/variant.entity.ts';
import { unnamed } from './review/buyers.ts';
import type { ReviewRow } from './review/review.entity.ts';
import { findPublishedReviews } from './review/review.repository.ts';
import { findMovements, type StockMovement } from './stock/movement.repository.ts';
import { type Availability, findAvailability } from './stock/stock.repository.ts';
import { findStockLevels, type StockLevel } from './stock/warehouse.repository.ts';
import { skuPattern, slugPattern } from './text-rules.ts';

/** Readers that gather all keys of a moment into one statement. They look at no viewer: resolvers do. */
export type Loaders = ReturnType<typeof createLoaders>;

/** Loaders for one request; a subscription clears them before each new state. */
export function createLoaders(dataSource: DataSource, now: () => Date) {
  const db = dataSource.manager;
  const products = db.getRepository(ProductEntity);
  const variants = db.getRepository(VariantEntity);
  const loaders = {
    productById: byKey<ProductRow>(
      (id) => isId('prod', id),
      (ids) => findProducts(db, ids),
      (product) => product.id,
    ),
    productBySlug: byKey<ProductRow>(
      (slug) => slugPattern.test(slug),
      (slugs) => products.findBy({ slug: In([...slugs]) }),
      (product) => product.slug,
    ),
    variantById: byKey<VariantRow>(
      (id) => isId('var', id),
      (ids) => variants.findBy({ id: In([...ids]) }),
      (variant) => variant.id,
    ),
    variantBySku: byKey<VariantRow>(
      (sku) => skuPattern.test(sku),
      (skus) => variants.findBy({ sku: In([...skus]) }),
      (variant) => variant.sku,
    ),
    variantsOf: new DataLoader<string, VariantRow[]>(async (ids) => {
      const found = Map.groupBy(await findVariantsOf(db, ids), (variant) => variant.productId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    availability: byKey<Availability>(
      () => true,
      (ids) => findAvailability(db, ids),
      (availability) => availability.variantId,
    ),
    stockLevelsOf: new DataLoader<string, StockLevel[]>(async (variantIds) => {
      const found = Map.groupBy(await findStockLevels(db, variantIds), (level) => level.variantId);
      return variantIds.map((id) => found.get(id) ?? []);
    }),
    flashSaleById: byKey<FlashSale>(
      () => true,
      (ids) => findSales(db, ids),
      (sale) => sale.id,
    ),
    flashSaleOf: new DataLoader<string, FlashSale | null>(async (variantIds) => {
      const found = Map.groupBy(await findCurrentSales(db, variantIds, now()), (sale) => sale.variantId);
      return variantIds.map((id) => found.get(id)?.[0] ?? null);
    }),
    alertRequested: new DataLoader<{ viewerId: string; variantId: string }, boolean, string>(
      async (keys) => {
        // A request has one viewer.
        const variantIds = keys.map(({ variantId }) => variantId);
        const found = await findAlerts(db, keys[0]!.viewerId, variantIds);
        return variantIds.map((id) => found.has(id));
      },
      { cacheKeyFn: ({ viewerId, variantId }) => `${viewerId} ${variantId}` },
    ),
    categoryById: byKey<CategoryRow>(
      (id) => isId('cat', id),
      (ids) => findCategories(db, 'id', ids),
      (category) => category.id,
    ),
    categoryBySlug: byKey<CategoryRow>(
      (slug) => slugPattern.test(slug),
      (slugs) => findCategories(db, 'slug', slugs),
      (category) => category.slug,
    ),
    activeProducts: new DataLoader<string, number>(async (ids) => {
      const counts = await countActiveProducts(db);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    related: new DataLoader<{ productId: string; first: number }, string[], string>(
      async (keys) => {
        const found = await findRelated(db, keys);
        return keys.map(({ productId, first }) => (found.get(productId) ?? []).slice(0, first));
      },
      { cacheKeyFn: ({ productId, first }) => `${productId} ${first}` },
    ),
    reviews: pagesOf<ReviewRow>(
      (ids, page) => findPublishedReviews(db, ids, page),
      (review) => review.productId,
    ),
    movements: pagesOf<StockMovement>(
      (ids, page) => findMovements(db, ids, page),
      (movement) => movement.variantId,
    ),
    authorName: new DataLoader<string, string>(async (ids) => {
      const names = await rows<{ customer_id: string; shown_name: string }>(
        db,
        'SELECT customer_id, shown_name FROM customer_names WHERE customer_id = ANY($1)',
        [ids],
      );
      const nameOf = new Map(names.map((name) => [name.customer_id, name.shown_name]));
      return ids.map((id) => nameOf.get(id) ?? unnamed);
    }),
  };
  return {
    ...loaders,
    clearAll(): void {
      for (const loader of Object.values(loaders)) (loader as DataLoader<unknown, unknown>).clearAll();
    },
  };
}

/** A loader of a page of the rows that belong to an id. The same page of many ids is one statement. */
function pagesOf<Row>(
  find: (ids: readonly string[], page: Page) => Promise<Row[]>,
  idOf: (row: Row) => string,
): DataLoader<{ readonly id: string; readonly page: Page }, Row[], string> {
  return new DataLoader(
    async (keys) => {
      const found = new Map<Page, Map<string, Row[]>>();
      for (const same of Map.groupBy(keys, ({ page }) => JSON.stringify(page)).values()) {
        const ids = same.map(({ id }) => id);
        const byId = Map.groupBy(await find(ids, same[0]!.page), idOf);
        for (const { page } of same) found.set(page, byId);
      }
      return keys.map(({ id, page }) => found.get(page)?.get(id) ?? []);
    },
    { cacheKeyFn: ({ id, page }) => id + JSON.stringify(page) },
  );
}

/** A loader of rows by a unique text. Keys that can be none of ours are answered without asking the database. */
function byKey<Row>(
  isPossible: (key: string) => boolean,
  find: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (keys) => {
      const possible = keys.filter(isPossible);
      const found = new Map(
        (possible.length > 0 ? await find(possible) : []).map((row) => [keyOf(row), row]),
      );
      return keys.map((key) => found.get(key) ?? null);
    },
    { maxBatchSize: 1_000 },
  );
}
