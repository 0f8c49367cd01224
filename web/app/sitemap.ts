import type { MetadataRoute } from 'next';
import { loadMenuCategories, loadSitemapProducts } from '@/lib/api/catalogue.ts';
import { orElse } from '@/lib/api/or-else.ts';
import { config } from '@/lib/config.ts';

export const dynamic = 'force-dynamic';

/** Most addresses that a sitemap may hold is 50,000; beyond some thousands it would be split by category. */
const mostProducts = 5_000;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { storeUrl } = config();
  const [categories, products] = await Promise.all([
    loadMenuCategories(),
    orElse(loadSitemapProducts(mostProducts), [], 'sitemap without products'),
  ]);
  return [
    { url: storeUrl, changeFrequency: 'daily', priority: 1 },
    ...categories.map((category) => ({
      url: `${storeUrl}/categories/${category.slug}`,
      changeFrequency: 'daily' as const,
    })),
    ...products.map((product) => ({
      url: `${storeUrl}/products/${product.slug}`,
      lastModified: product.updatedAt,
    })),
  ];
}
