import type { MetadataRoute } from 'next';
import { config } from '@/lib/config.ts';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/account', '/admin', '/api', '/cart', '/checkout', '/orders/'],
    },
    sitemap: `${config().storeUrl}/sitemap.xml`,
  };
}
