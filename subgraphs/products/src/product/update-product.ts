import { inTransaction, recordEvents } from '@souk/shared/outbox';
import { isAdmin, type Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { CategoryEntity } from '../category/category.entity.ts';
import { findCategoryBySlug } from '../category/category.repository.ts';
import { learnWords } from '../search/learn-words.ts';
import { openStock } from '../stock/stock.repository.ts';
import { refuse } from '../user-error.ts';
import type { ProductDeps, ProductOutcome } from './create-product.ts';
import { ProductEntity, type ProductRow } from './product.entity.ts';
import { countListing, findVariantsOf, lockProduct, productEvent } from './product.repository.ts';
import type { ProductChanges } from './product-input.ts';
import { catchTakenNames, findTakenSkus } from './taken-names.ts';
import { VariantEntity, type VariantRow } from './variant.entity.ts';
import { faultOfVariants, summariseVariants, toVariantRows } from './variant-set.ts';

const maximumVariants = 100;

/** Changes a product that the viewer may change; for all others it does not exist. */
export async function updateProduct(
  deps: ProductDeps,
  viewer: Extract<Viewer, { kind: 'user' }>,
  changes: ProductChanges & { readonly correlationId?: string | undefined },
  now: Date,
): Promise<ProductOutcome> {
  return catchTakenNames(() => inTransaction(deps, (tx) => update(tx, viewer, changes, now)));
}

async function update(
  tx: EntityManager,
  viewer: Extract<Viewer, { kind: 'user' }>,
  changes: ProductChanges & { readonly correlationId?: string | undefined },
  now: Date,
): Promise<ProductOutcome> {
  const before = await lockProduct(tx, changes.productId);
  if (!before || !(isAdmin(viewer) || before.sellerId === viewer.id)) {
    return refuse('NOT_FOUND', 'There is no such product.', 'productId');
  }
  if (changes.expectedVersion != null && changes.expectedVersion !== before.version) {
    return refuse('STALE_VERSION', `The product is at version ${before.version}.`, 'expectedVersion');
  }
  if (before.status === 'ARCHIVED') {
    return refuse('INVALID_INPUT', 'An archived product is off sale for good.', 'status');
  }
  const category =
    changes.category == null
      ? await tx.getRepository(CategoryEntity).findOneBy({ id: before.categoryId })
      : await findCategoryBySlug(tx, changes.category);
  if (!category) return refuse('NOT_FOUND', 'There is no such category.', 'category');

  const existing = await findVariantsOf(tx, [before.id]);
  const added = changes.addVariants ?? [];
  const fault = faultOfVariants(existing, added, before.currency);
  if (fault) return refuse('INVALID_INPUT', fault.message, 'addVariants', String(fault.index), fault.field);
  if (existing.length + added.length > maximumVariants) {
    return refuse('INVALID_INPUT', `A product has ${maximumVariants} variants at most.`, 'addVariants');
  }
  const taken = await findTakenSkus(tx, added, 'addVariants');
  if (taken.length > 0) return { userErrors: taken };
  const prices = changes.prices ?? [];
  const unknown = prices.findIndex(({ variantId }) => !existing.some(({ id }) => id === variantId));
  if (unknown >= 0) {
    return refuse('NOT_FOUND', 'The product has no such variant.', 'prices', String(unknown), 'variantId');
  }
  const repriced = prices.map((price) => reprice(existing.find(({ id }) => id === price.variantId)!, price));
  const wrong = repriced.findIndex(
    ({ compareAtMinor, priceMinor }) => (compareAtMinor ?? priceMinor + 1) <= priceMinor,
  );
  if (wrong >= 0) {
    const field = ['prices', String(wrong), 'compareAtPriceMinor'];
    return refuse('INVALID_INPUT', 'must be higher than the price', ...field);
  }

  const addedRows = toVariantRows(before, added, existing.length, now);
  const variants = [
    ...existing.map((variant) => repriced.findLast(({ id }) => id === variant.id) ?? variant),
    ...addedRows,
  ];
  const product: ProductRow = {
    ...before,
    title: changes.title ?? before.title,
    description: changes.description ?? before.description,
    brand: changes.brand === undefined ? before.brand : changes.brand,
    status: changes.status ?? before.status,
    categoryId: category.id,
    media: changes.media ?? before.media,
    ...summariseVariants(variants),
    variantsInStock: before.variantsInStock + added.filter((variant) => variant.initialStock > 0).length,
    version: before.version + 1,
    updatedAt: now,
  };
  await write(tx, product, repriced, addedRows);
  await openStock(
    tx,
    addedRows.map((variant, index) => ({ variantId: variant.id, quantity: added[index]!.initialStock })),
    { now, actorId: viewer.id },
  );
  await learnWords(tx, [product.title, product.brand, category.name, product.description]);
  await countListing(tx, before, product);
  await recordEvents(tx, productEvent(before, product, variants, category, changes.correlationId));
  return { product };
}

/** An absent earlier price stays, unless the new price is no longer lower. */
function reprice(
  variant: VariantRow,
  price: { readonly priceMinor: number; readonly compareAtPriceMinor?: number | null | undefined },
): VariantRow {
  const { priceMinor, compareAtPriceMinor } = price;
  const kept =
    variant.compareAtMinor !== null && variant.compareAtMinor > priceMinor ? variant.compareAtMinor : null;
  return {
    ...variant,
    priceMinor,
    compareAtMinor: compareAtPriceMinor === undefined ? kept : compareAtPriceMinor,
  };
}

async function write(
  tx: EntityManager,
  product: ProductRow,
  repriced: readonly VariantRow[],
  added: readonly VariantRow[],
): Promise<void> {
  const { id, createdAt: _createdAt, slug: _slug, currency: _currency, ...changed } = product;
  await tx.getRepository(ProductEntity).update({ id }, changed as never);
  for (const { id: variantId, priceMinor, compareAtMinor } of repriced) {
    await tx.getRepository(VariantEntity).update({ id: variantId }, { priceMinor, compareAtMinor });
  }
  if (added.length > 0) await tx.getRepository(VariantEntity).insert(added as never);
}
