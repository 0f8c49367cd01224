import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { findCategoryBySlug } from '../category/category.repository.ts';
import { learnWords } from '../search/learn-words.ts';
import { openStock } from '../stock/stock.repository.ts';
import { toSlug } from '../text-rules.ts';
import { refuse, type UserError } from '../user-error.ts';
import { type Media, ProductEntity, type ProductRow } from './product.entity.ts';
import { countListing, findFreeSlug, productEvent } from './product.repository.ts';
import type { VariantInput } from './product-input.ts';
import { catchTakenNames, findTakenSkus } from './taken-names.ts';
import { VariantEntity } from './variant.entity.ts';
import { faultOfVariants, summariseVariants, toVariantRows } from './variant-set.ts';

/** A product to create, its content checked. */
export type NewProduct = {
  readonly title: string;
  readonly slug?: string | null | undefined;
  readonly description: string;
  readonly brand?: string | null | undefined;
  readonly category: string;
  readonly media: readonly Media[];
  readonly status: 'DRAFT' | 'ACTIVE';
  readonly variants: readonly VariantInput[];
  /** Who sells it; null for the shop itself. */
  readonly sellerId: string | null;
  /** Who creates it, for the ledger of stock. */
  readonly actorId: string | null;
  readonly correlationId?: string | undefined;
};

export type ProductOutcome = { readonly product: ProductRow } | { readonly userErrors: readonly UserError[] };

export type ProductDeps = TransactionDeps & { readonly shopCurrency: string };

/** Creates a product with its variants and their stock. */
export async function createProduct(
  deps: ProductDeps,
  input: NewProduct,
  now: Date,
): Promise<ProductOutcome> {
  return catchTakenNames(() => inTransaction(deps, (tx) => create(tx, deps.shopCurrency, input, now)));
}

async function create(
  tx: EntityManager,
  shopCurrency: string,
  input: NewProduct,
  now: Date,
): Promise<ProductOutcome> {
  const category = await findCategoryBySlug(tx, input.category);
  if (!category) return refuse('NOT_FOUND', 'There is no such category.', 'category');
  const currency = input.variants[0]?.currency ?? shopCurrency;
  const fault = faultOfVariants([], input.variants, currency);
  if (fault) return refuse('INVALID_INPUT', fault.message, 'variants', String(fault.index), fault.field);
  const taken = await findTakenSkus(tx, input.variants, 'variants');
  if (taken.length > 0) return { userErrors: taken };
  const slug =
    input.slug ?? (await findFreeSlug(tx, toSlug(input.title) || createId('product').replace('_', '-')));
  if (await tx.getRepository(ProductEntity).existsBy({ slug })) {
    return refuse('SLUG_TAKEN', 'The slug belongs to another product.', 'slug');
  }

  const id = createId('prod', now.getTime());
  const variants = toVariantRows({ id }, input.variants, 0, now);
  const product: ProductRow = {
    id,
    slug,
    title: input.title,
    description: input.description,
    brand: input.brand ?? null,
    status: input.status,
    categoryId: category.id,
    sellerId: input.sellerId,
    media: input.media,
    ...summariseVariants(variants),
    currency,
    variantsInStock: input.variants.filter((variant) => variant.initialStock > 0).length,
    ratingAverage: 0,
    ratingCount: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await tx.getRepository(ProductEntity).insert(product);
  await tx.getRepository(VariantEntity).insert(variants as never);
  await openStock(
    tx,
    variants.map((variant, index) => ({
      variantId: variant.id,
      quantity: input.variants[index]!.initialStock,
    })),
    { now, actorId: input.actorId },
  );
  await learnWords(tx, [product.title, product.brand, category.name, product.description]);
  await countListing(tx, null, product);
  await recordEvents(tx, productEvent(null, product, variants, category, input.correlationId));
  return { product };
}
