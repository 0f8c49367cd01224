import type { ProductCardFragment } from '@/lib/api/generated/graphql.ts';
import { ProductCard } from './product-card.tsx';

export const productGridClass =
  'grid grid-cols-2 gap-x-3 gap-y-8 sm:gap-x-5 sm:gap-y-10 md:grid-cols-3 xl:grid-cols-4';

/** Products in a grid; the first row does not wait for its pictures. */
export function ProductGrid({ products }: { products: readonly ProductCardFragment[] }) {
  return (
    <ul className={productGridClass}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={index < 4} />
        </li>
      ))}
    </ul>
  );
}

/** The place of a grid that is being loaded, of the same height. */
export function ProductGridSkeleton({ count = 8 }: { count?: number }) {
  return (
    <div aria-hidden="true" className={productGridClass}>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <div key={index} className="grid gap-3.5">
          <div className="skeleton aspect-[4/4.6] rounded-lg" />
          <div className="grid gap-1.5">
            <div className="skeleton h-4 w-1/3" />
            <div className="skeleton h-5 w-4/5" />
            <div className="skeleton h-5 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
