import Link from 'next/link';
import { type ListedFlashSale, loadFlashSales } from '@/lib/api/flash-sales.ts';
import { Price } from '../product/price.tsx';
import { ProductPicture } from '../product/product-picture.tsx';
import { Countdown } from './countdown.tsx';

const most = 4;

/** Flash sales that are on or soon; nothing if there are none. */
export async function DealsStrip() {
  const sales = (await loadFlashSales()).filter((sale) => sale.status !== 'ENDED').slice(0, most);
  if (sales.length === 0) return null;
  return (
    <>
      <h2 className="mb-6 text-heading">Flash sales</h2>
      <ul className="grid gap-4 sm:grid-cols-2">
        {sales.map((sale) => (
          <Deal key={sale.id} sale={sale} />
        ))}
      </ul>
    </>
  );
}

function Deal({ sale }: { sale: ListedFlashSale }) {
  const { variant } = sale;
  const { product } = variant;
  const isToCome = sale.status === 'SCHEDULED';
  return (
    <li className="relative grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-4 rounded-lg border border-line bg-surface p-3 hover:bg-hover sm:grid-cols-[8rem_minmax(0,1fr)]">
      <ProductPicture
        url={(variant.media ?? product.media[0])?.url}
        alt=""
        categorySlug={product.category?.slug}
        className="aspect-square !rounded-md"
      />
      <div className="grid gap-1">
        <h3 className="font-medium">
          <Link
            href={`/products/${product.slug}?variant=${variant.id}`}
            className="after:absolute after:inset-0 after:content-['']"
          >
            {product.title}
          </Link>
        </h3>
        <Price price={sale.price} compareAt={variant.price} />
        <p className="text-small text-soft">
          {isToCome ? 'Starts in ' : 'Ends in '}
          <Countdown
            until={isToCome ? sale.startsAt : sale.endsAt}
            label={isToCome ? 'Starts in' : 'Ends in'}
          />
        </p>
        <p className="text-small text-soft tabular-nums">
          {sale.status === 'SOLD_OUT'
            ? 'All taken, some may come free'
            : `${sale.remaining} of ${sale.allocation} left`}
        </p>
      </div>
    </li>
  );
}
