import { readFile } from 'node:fs/promises';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { rows } from '@souk/shared/sql';
import { saveCategory } from '../category/category.repository.ts';
import { createProduct, type ProductDeps } from '../product/create-product.ts';
import type { ReviewRow } from '../review/review.entity.ts';
import { demoCatalogue } from './catalogue.ts';
import type { DemoCategory, DemoProduct } from './demo-product.ts';
import { loadFlashSale } from './flash-sale.ts';
import { paint, pictureFile } from './pictures.ts';
import { loadReviews, toReviews } from './reviews.ts';
import { type DemoPicture, pictureKey, picturesOf, toNewProduct } from './to-new-product.ts';

export type DemoDeps = ProductDeps & {
  readonly s3: S3Client;
  readonly mediaBucket: string;
  readonly mediaBaseUrl: string;
  /** Who sells all but the shop's own brand. */
  readonly sellerId: string;
};

const atOnce = 8;
const hourMs = 3_600_000;

/**
 * Loads the demo catalogue: categories, pictures, products through the way that all products go, reviews, a flash sale. What is
 * there already stays as it is, so it can be run again at any time.
 *
 * @returns how many products were created
 */
export async function loadDemo(deps: DemoDeps, now: Date): Promise<number> {
  const missing = await findMissing(deps);
  if (missing.length > 0) {
    for (const [index, category] of demoCatalogue.entries()) {
      const { slug, name, description, picture } = category;
      const imageUrl = `${deps.mediaBaseUrl}/${pictureKey({ picture, colour: null })}`;
      const row = { slug, name, description, imageUrl, parentId: null, position: index + 1 };
      await saveCategory(deps.dataSource.manager, row, now);
    }
    // Pictures first: a product is on sale as soon as it is there.
    await uploadPictures(
      deps,
      missing.map(({ product }) => product),
    );
    await createProducts(deps, missing, now);
  }
  await loadReviews(deps, await findMissingReviews(deps, now));
  await loadFlashSale(deps, now);
  return missing.length;
}

/** Reviews of demo products that have none; a start that was cut off may have left such. */
async function findMissingReviews({ dataSource }: DemoDeps, now: Date): Promise<ReviewRow[]> {
  const products = demoCatalogue.flatMap((category) => category.products);
  const unrated = await rows<{ id: string; slug: string }>(
    dataSource.manager,
    'SELECT id, slug FROM products WHERE slug = ANY($1) AND rating_count = 0',
    [products.filter(({ reviews }) => reviews).map(({ slug }) => slug)],
  );
  const idOf = new Map(unrated.map(({ id, slug }) => [slug, id]));
  return products.flatMap((product) => {
    const id = idOf.get(product.slug);
    return id ? toReviews(product, id, now) : [];
  });
}

type Missing = { readonly category: DemoCategory; readonly product: DemoProduct };

/** Products not there yet, the departments mixed, because the shop's first page shows the newest. */
async function findMissing({ dataSource }: DemoDeps): Promise<Missing[]> {
  const longest = Math.max(...demoCatalogue.map(({ products }) => products.length));
  const all = Array.from({ length: longest }, (_, index) =>
    demoCatalogue.flatMap((category) => {
      const product = category.products[index];
      return product ? [{ category, product }] : [];
    }),
  ).flat();
  const known = await rows<{ slug: string }>(
    dataSource.manager,
    'SELECT slug FROM products WHERE slug = ANY($1)',
    [all.map(({ product }) => product.slug)],
  );
  const slugs = new Set(known.map(({ slug }) => slug));
  return all.filter(({ product }) => !slugs.has(product.slug));
}

async function createProducts(deps: DemoDeps, missing: readonly Missing[], now: Date): Promise<void> {
  await inParallel([...missing.entries()], async ([index, { category, product }]) => {
    const createdAt = new Date(now.getTime() - (index + 1) * 7 * hourMs);
    const outcome = await createProduct(deps, toNewProduct(product, category, deps), createdAt);
    if (!('product' in outcome)) {
      throw new Error(`${product.slug} was refused: ${JSON.stringify(outcome.userErrors)}`);
    }
  });
}

async function uploadPictures(deps: DemoDeps, products: readonly DemoProduct[]): Promise<void> {
  const wanted = new Map<string, DemoPicture>();
  for (const { picture } of demoCatalogue) wanted.set(picture, { picture, colour: null });
  for (const each of products.flatMap(picturesOf)) wanted.set(pictureKey(each), each);
  await inParallel([...wanted.values()], async (each) => {
    const file = pictureFile(each.picture);
    await deps.s3.send(
      new PutObjectCommand({
        Bucket: deps.mediaBucket,
        Key: pictureKey(each),
        Body: each.colour ? await paint(file, each.colour) : await readFile(file),
        ContentType: 'image/webp',
        CacheControl: 'public, max-age=31536000, immutable',
      }),
      { requestTimeout: 10_000 },
    );
  });
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
