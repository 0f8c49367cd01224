import { createEvent, type EventOf } from '@souk/shared/events/define-event';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { stockReleaseRequested } from '@souk/shared/events/stock-release-requested';
import { stockRequested } from '@souk/shared/events/stock-requested';
import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import { saveCategory } from '../category/category.repository.ts';
import { createProduct, type NewProduct } from '../product/create-product.ts';
import type { ProductRow } from '../product/product.entity.ts';
import { findVariantsOf } from '../product/product.repository.ts';
import type { VariantRow } from '../product/variant.entity.ts';

export const startOfTest = new Date('2026-11-21T09:00:00.000Z');

/** Two categories, `home` with `kitchen` below it, and `audio` beside. */
export async function seedCategories(deps: TransactionDeps): Promise<void> {
  const db = deps.dataSource.manager;
  const category = { description: null, imageUrl: null, parentId: null };
  await saveCategory(db, { ...category, slug: 'home', name: 'Home', position: 1 }, startOfTest);
  const [home] = await db.query(`SELECT id FROM categories WHERE slug = 'home'`);
  const kitchen = { ...category, slug: 'kitchen', name: 'Kitchen', position: 2, parentId: home.id };
  await saveCategory(db, kitchen, startOfTest);
  await saveCategory(db, { ...category, slug: 'audio', name: 'Audio', position: 3 }, startOfTest);
}

type Seed = Partial<Omit<NewProduct, 'variants'>> & {
  readonly priceMinor?: number;
  readonly compareAtPriceMinor?: number;
  /** Units in stock of each variant; one variant per number. */
  readonly stock?: readonly number[];
};

/** A product through the way that all products go, with what a test cares about. */
export async function seedProduct(
  deps: TransactionDeps,
  seed: Seed = {},
  now: Date = startOfTest,
): Promise<{ readonly product: ProductRow; readonly variants: VariantRow[] }> {
  const { priceMinor = 1_000, compareAtPriceMinor = null, stock = [10], ...product } = seed;
  const outcome = await createProduct(
    { ...deps, shopCurrency: 'USD' },
    {
      title: 'Walnut Desk Lamp',
      description: 'Made with care.',
      category: 'home',
      media: [],
      status: 'ACTIVE',
      sellerId: null,
      actorId: null,
      ...product,
      variants: stock.map((initialStock, index) => ({
        sku: createId('sku').slice(4),
        priceMinor,
        compareAtPriceMinor,
        options: stock.length > 1 ? [{ name: 'Size', value: String(index) }] : [],
        weightGrams: 100,
        initialStock,
      })),
    },
    now,
  );
  if (!('product' in outcome)) throw new Error(JSON.stringify(outcome.userErrors));
  return {
    product: outcome.product,
    variants: await findVariantsOf(deps.dataSource.manager, [outcome.product.id]),
  };
}

/** A request of an order for stock, as orders sends it. */
export function stockRequestedEvent(
  lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    readonly unitPriceMinor?: number;
    readonly placeId?: string;
  }[],
  orderId: string = createId('ord'),
): EventOf<typeof stockRequested> {
  return createEvent(
    stockRequested,
    { aggregateId: orderId, aggregateVersion: 1, occurredAt: startOfTest },
    { orderId, currency: 'USD', lines: lines.map((line) => ({ unitPriceMinor: 1_000, ...line })) },
  );
}

/** An order's request to buy what it holds. */
export function stockCommitRequestedEvent(orderId: string): EventOf<typeof stockCommitRequested> {
  return createEvent(stockCommitRequested, laterOf(orderId), { orderId });
}

/** An order's request to give back what it has. */
export function stockReleaseRequestedEvent(orderId: string): EventOf<typeof stockReleaseRequested> {
  return createEvent(stockReleaseRequested, laterOf(orderId), { orderId });
}

function laterOf(orderId: string) {
  return { aggregateId: orderId, aggregateVersion: 2, occurredAt: startOfTest };
}
