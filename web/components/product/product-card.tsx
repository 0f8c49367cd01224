import Link from 'next/link';
import type { ProductCardFragment } from '@/lib/api/generated/graphql.ts';
import { percentOff } from '@/lib/money.ts';
import { RatingShort } from '../ui/stars.tsx';
import { Price } from './price.tsx';
import { ProductPicture } from './product-picture.tsx';

/** The best reduction among a product's variants that can be bought, and whether anything can. */
function offerOf(product: ProductCardFragment) {
  const sellable = product.variants.filter((variant) => variant.availableQuantity > 0);
  const shown = sellable.length > 0 ? sellable : product.variants;
  const cheapest = shown.toSorted((a, b) => a.price.amountMinor - b.price.amountMinor)[0];
  const price = cheapest?.price ?? product.priceFrom;
  const off = cheapest?.compareAtPrice ? percentOff(price, cheapest.compareAtPrice) : 0;
  const left = sellable.reduce((sum, variant) => sum + variant.availableQuantity, 0);
  const varies = new Set(shown.map((variant) => variant.price.amountMinor)).size > 1;
  return { price, compareAt: cheapest?.compareAtPrice, off, left, varies };
}

/** A product in a grid or row; the whole card is its link. */
export function ProductCard({ product, eager }: { product: ProductCardFragment; eager?: boolean }) {
  const offer = offerOf(product);
  return (
    <article className="group relative grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] gap-3.5">
      <ProductPicture
        url={product.media[0]?.url}
        alt=""
        categorySlug={product.category?.slug}
        eager={eager}
        className="aspect-[4/4.6]"
      >
        <div className="absolute top-3 left-3 flex gap-1.5">
          {offer.left === 0 ? (
            <Flag>Sold out</Flag>
          ) : (
            <>
              {offer.off > 0 && <Flag strong>−{offer.off}%</Flag>}
              {offer.left <= 5 && <Flag>Only {offer.left} left</Flag>}
            </>
          )}
        </div>
      </ProductPicture>
      <div className="grid content-start gap-0.5 px-0.5">
        <div className="flex items-center justify-between gap-2 text-small text-faint">
          <span className="truncate">{product.brand}</span>
          <RatingShort rating={product.rating} />
        </div>
        <h3 className="text-base leading-snug font-medium text-ink">
          <Link
            href={`/products/${product.slug}`}
            className="rounded-sm after:absolute after:inset-0 after:content-['']"
          >
            {product.title}
          </Link>
        </h3>
        <Price price={offer.price} compareAt={offer.compareAt} from={offer.varies} />
      </div>
    </article>
  );
}

function Flag({ children, strong }: { children: React.ReactNode; strong?: boolean }) {
  const look = strong ? 'bg-ink text-inverse' : 'bg-surface/90 text-ink';
  return <span className={`rounded-full px-2.5 py-0.5 text-small font-medium ${look}`}>{children}</span>;
}
