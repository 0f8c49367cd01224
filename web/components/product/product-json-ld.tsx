import type { ProductDetail } from '@/lib/api/catalogue.ts';
import { config } from '@/lib/config.ts';
import { toDecimal } from '@/lib/money.ts';

/** What search engines read of a product (schema.org). Data, not a script: it never runs. */
export function ProductJsonLd({ product }: { product: ProductDetail }) {
  const url = `${config().storeUrl}/products/${product.slug}`;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    description: product.description,
    image: product.media.map((picture) => picture.url),
    url,
    ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand } } : {}),
    ...(product.category ? { category: product.category.name } : {}),
    ...(product.rating.average
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: product.rating.average.toFixed(1),
            reviewCount: product.rating.count,
          },
        }
      : {}),
    offers: product.variants.map((variant) => ({
      '@type': 'Offer',
      sku: variant.sku,
      name: variant.title,
      url: `${url}?variant=${variant.id}`,
      price: toDecimal(variant.price),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${variant.availableQuantity > 0 ? 'InStock' : 'OutOfStock'}`,
      ...(product.seller?.displayName
        ? { seller: { '@type': 'Organization', name: product.seller.displayName } }
        : {}),
    })),
  };
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
