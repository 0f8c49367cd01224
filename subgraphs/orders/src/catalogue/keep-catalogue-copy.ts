import type { SoukEvent } from '@souk/shared/events/catalogue';
import { row } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { highestUnitPriceMinor } from './variant.ts';

export type ProductEvent = SoukEvent<'ProductPublished' | 'ProductChanged' | 'ProductArchived'>;

/**
 * Brings the copy of a product up to an event. Events may come twice and in any order: the newest version of the
 * product wins, older news is dropped. Variants that a newer version lacks are kept, no longer for sale, because carts
 * may still name them.
 */
export async function keepCatalogueCopy(tx: EntityManager, event: ProductEvent): Promise<void> {
  const { data: product, aggregateversion } = event;
  const isNews = await row(
    tx,
    `INSERT INTO catalogue_products AS known (id, version) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version WHERE known.version < excluded.version
     RETURNING id`,
    [product.productId, aggregateversion],
  );
  if (!isNews) return;
  const variants = product.variants.map((variant) => ({
    ...variant,
    sellable: product.status === 'ACTIVE' && variant.priceMinor <= highestUnitPriceMinor,
  }));
  // The product's row is locked by now, so this statement sees all that an older version wrote.
  await tx.query(
    `WITH gone AS (
       UPDATE catalogue_variants SET sellable = false
       WHERE product_id = $1 AND id <> ALL (SELECT v->>'variantId' FROM jsonb_array_elements($6::jsonb) AS v)
     )
     INSERT INTO catalogue_variants (id, product_id, sku, title, variant_title, product_slug, image_url, seller_id,
       category_slug, price_minor, currency, weight_grams, sellable)
     SELECT v."variantId", $1, v.sku, $2, v.title, $3, v."imageUrl", $4, $5, v."priceMinor", v.currency,
       v."weightGrams", v.sellable
     FROM jsonb_to_recordset($6::jsonb) AS v("variantId" text, sku text, title text, "imageUrl" text,
       "priceMinor" bigint, currency text, "weightGrams" int, sellable boolean)
     ON CONFLICT (id) DO UPDATE SET
       product_id = excluded.product_id, sku = excluded.sku, title = excluded.title,
       variant_title = excluded.variant_title, product_slug = excluded.product_slug,
       image_url = excluded.image_url, seller_id = excluded.seller_id, category_slug = excluded.category_slug,
       price_minor = excluded.price_minor, currency = excluded.currency, weight_grams = excluded.weight_grams,
       sellable = excluded.sellable`,
    [
      product.productId,
      product.title,
      product.slug,
      product.sellerId,
      product.categorySlug,
      JSON.stringify(variants),
    ],
  );
}
