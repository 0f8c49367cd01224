/** A variant of the catalogue copy, as carts and orders need it. */
export type Variant = {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly productSlug: string;
  readonly imageUrl: string | null;
  readonly sellerId: string | null;
  readonly categorySlug: string | null;
  readonly priceMinor: number;
  readonly currency: string;
  readonly sellable: boolean;
};

/** SQL that makes a `Variant` of a row of catalogue_variants named `v`. */
export const variantJson = `json_build_object('id', v.id, 'productId', v.product_id, 'sku', v.sku, 'title', v.title,
  'variantTitle', v.variant_title, 'productSlug', v.product_slug, 'imageUrl', v.image_url, 'sellerId', v.seller_id,
  'categorySlug', v.category_slug, 'priceMinor', v.price_minor, 'currency', v.currency, 'sellable', v.sellable)`;

/**
 * The highest price of one unit that a cart takes, minor units: a full cart of such goods, with tax, stays far below
 * the greatest whole number (2^53 - 1), so no total can overflow.
 */
export const highestUnitPriceMinor = 100_000_000_000;
