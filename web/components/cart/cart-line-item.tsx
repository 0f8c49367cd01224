'use client';
import Link from 'next/link';
import type { Cart } from '@/lib/api/cart.ts';
import { formatMoney } from '@/lib/money.ts';
import { HoldLine } from '../flash-sale/hold-line.tsx';
import { ProductPicture } from '../product/product-picture.tsx';
import { useCart } from './cart-provider.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';

/** Most units of a line that can be asked for: what is in stock, within the API's limit. */
function maxOf(line: Cart['lines'][number]): number {
  return Math.min(99, Math.max(line.quantity, line.variant?.availableQuantity ?? 99));
}

/** A line of the cart with its quantity. */
export function CartLineItem({ line, onNavigate }: { line: Cart['lines'][number]; onNavigate?: () => void }) {
  const { changeLine, isPending } = useCart();
  const available = line.variant?.availableQuantity;
  return (
    <li className="rise grid grid-cols-[5.5rem_1fr] gap-4 py-5 sm:grid-cols-[6.5rem_1fr]">
      <Link href={`/products/${line.productSlug}`} onClick={onNavigate} tabIndex={-1} aria-hidden="true">
        <ProductPicture
          url={line.imageUrl}
          alt=""
          categorySlug={line.variant?.product.category?.slug}
          className="aspect-square !rounded-md"
        />
      </Link>
      <div className="grid content-between gap-3">
        <div className="flex justify-between gap-3">
          <div className="min-w-0">
            <Link
              href={`/products/${line.productSlug}`}
              onClick={onNavigate}
              className="font-medium hover:underline"
            >
              {line.title}
            </Link>
            {line.variantTitle && line.variantTitle !== line.title && (
              <p className="text-small text-soft">{line.variantTitle}</p>
            )}
            {line.holdExpiresAt && <HoldLine until={line.holdExpiresAt} />}
            {!line.purchasable && !line.holdExpiresAt && (
              <p className="text-small font-medium text-bad">No longer available. Please remove it.</p>
            )}
            {line.previousUnitPrice && (
              <p className="text-small font-medium text-warn">
                Was {formatMoney(line.previousUnitPrice)}, now {formatMoney(line.unitPrice)} each
              </p>
            )}
            {line.purchasable &&
              !line.holdExpiresAt &&
              available !== undefined &&
              available < line.quantity && (
                <p className="text-small font-medium text-warn">
                  {available === 0 ? 'Sold out just now' : `Only ${available} left`}
                </p>
              )}
          </div>
          <p
            className={`text-right font-medium tabular-nums transition-opacity ${isPending ? 'opacity-50' : ''}`}
          >
            {formatMoney(line.lineTotal)}
            {line.quantity > 1 && (
              <span className="block text-small font-normal text-faint">
                {formatMoney(line.unitPrice)} each
              </span>
            )}
          </p>
        </div>
        <div className="flex items-center justify-between gap-3">
          {line.holdExpiresAt ? (
            <p className="text-small text-soft">Quantity {line.quantity}</p>
          ) : (
            <QuantityStepper
              label={line.title}
              value={line.quantity}
              max={maxOf(line)}
              removable
              onChange={(quantity) => changeLine(line.id, quantity)}
            />
          )}
          <button
            type="button"
            onClick={() => changeLine(line.id, 0)}
            className="min-h-11 px-2 text-small text-soft underline-offset-2 hover:text-ink hover:underline"
          >
            Remove<span className="sr-only"> {line.title}</span>
          </button>
        </div>
      </div>
    </li>
  );
}
