import Link from 'next/link';
import type { ProductCardFragment } from '@/lib/api/generated/graphql.ts';
import { formatPriceTag } from '@/lib/money.ts';
import { ProductPicture } from '../product/product-picture.tsx';
import { ButtonLink } from '../ui/button.tsx';

/** How many products the first screen shows. */
export const heroSize = 5;

/** Where each tile lies on a grid of three columns, and how large its object is. */
const places: readonly { readonly cell: string; readonly tile: string; readonly labelled: boolean }[] = [
  { cell: 'col-span-2 row-span-2', tile: 'h-full min-h-60 [&_.tile-object]:w-[64%]', labelled: true },
  { cell: '', tile: 'aspect-square [&_.tile-object]:w-[70%]', labelled: false },
  { cell: '', tile: 'aspect-square [&_.tile-object]:w-[70%]', labelled: false },
  { cell: 'hidden sm:block', tile: 'h-full [&_.tile-object]:w-[70%]', labelled: false },
  {
    cell: 'hidden sm:block sm:col-span-2',
    tile: 'aspect-[2.08/1] [&_.tile-object]:ml-[28%] [&_.tile-object]:w-[36%]',
    labelled: true,
  },
];

/** The first screen: what the shop is, and some of its best things. */
export function Hero({ products }: { products: readonly ProductCardFragment[] }) {
  return (
    <section className="container grid items-stretch gap-6 pt-4 pb-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-12 lg:pt-8">
      <div className="grid content-center gap-6 py-6 lg:py-14">
        <h1 className="text-display">
          Good things,
          <br />
          well made.
        </h1>
        <p className="max-w-[34ch] text-lead text-soft">
          From people who care how a zip closes, how a cup sits in the hand, and what happens after ten years.
        </p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/search?sort=NEWEST" size="large">
            Shop what’s new
          </ButtonLink>
          <ButtonLink href="/search?sort=RATING" size="large" tone="secondary">
            Best rated
          </ButtonLink>
        </div>
      </div>
      <ul className="grid grid-cols-3 gap-3 sm:gap-4">
        {products.slice(0, heroSize).map((product, index) => {
          const place = places[index];
          return (
            <li key={product.id} className={place?.cell}>
              <Link href={`/products/${product.slug}`} className="group relative block h-full rounded-lg">
                <ProductPicture
                  url={product.media[0]?.url}
                  alt=""
                  categorySlug={product.category?.slug}
                  eager
                  className={place?.tile}
                />
                <span
                  className={
                    place?.labelled ? 'max-sm:sr-only sm:absolute sm:bottom-3.5 sm:left-4.5' : 'sr-only'
                  }
                >
                  <span className="block font-medium text-ink">{product.title}</span>
                  <span className="block text-small text-soft tabular-nums">
                    {formatPriceTag(product.priceFrom)}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
