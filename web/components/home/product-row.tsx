import Link from 'next/link';
import { loadProductRow } from '@/lib/api/catalogue.ts';
import type { CatalogueQueryVariables } from '@/lib/api/generated/graphql.ts';
import { ProductGrid } from '../product/product-grid.tsx';
import { Icon } from '../ui/icon.tsx';

interface ProductRowProps {
  readonly title: string;
  readonly href: string;
  readonly linkLabel: string;
  readonly query: CatalogueQueryVariables;
}

/** A titled row of products with the way to all of them; nothing if there are none. */
export async function ProductRow({ title, href, linkLabel, query }: ProductRowProps) {
  const products = await loadProductRow(query);
  if (products.length === 0) return null;
  return (
    <>
      <div className="mb-6 flex items-end justify-between gap-4">
        <h2 className="text-heading">{title}</h2>
        <Link
          href={href}
          className="inline-flex min-h-11 items-center gap-2 font-medium whitespace-nowrap text-accent hover:underline"
        >
          {linkLabel} <Icon name="arrow" size={18} />
        </Link>
      </div>
      <ProductGrid products={products} />
    </>
  );
}
