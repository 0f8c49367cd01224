import Link from 'next/link';
import type { OrderView } from '@/lib/api/orders.ts';
import { formatMoney } from '@/lib/money.ts';
import { ProductPicture } from '../product/product-picture.tsx';

/** What was bought, as it was then. */
export function OrderLines({ lines }: { lines: OrderView['lines'] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.id} className="grid grid-cols-[4.5rem_1fr_auto] items-center gap-4 py-4">
          <ProductPicture
            url={line.imageUrl}
            alt=""
            categorySlug={line.variant?.product.category?.slug}
            className="aspect-square !rounded-md"
          />
          <div className="min-w-0">
            <Link href={`/products/${line.productSlug}`} className="font-medium hover:underline">
              {line.title}
            </Link>
            <p className="text-small text-soft">
              {line.variantTitle && line.variantTitle !== line.title ? `${line.variantTitle} · ` : ''}
              {line.quantity} × {formatMoney(line.unitPrice)}
            </p>
            {line.fulfilledQuantity > 0 && line.fulfilledQuantity < line.quantity && (
              <p className="text-small text-accent">
                {line.fulfilledQuantity} of {line.quantity} shipped
              </p>
            )}
            {line.returnedQuantity > 0 && (
              <p className="text-small text-warn">{line.returnedQuantity} in a return</p>
            )}
          </div>
          <p className="font-medium tabular-nums">{formatMoney(line.lineTotal)}</p>
        </li>
      ))}
    </ul>
  );
}
