'use client';
import { formatMoney } from '@/lib/money.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { PriceNotice } from '../cart/price-notice.tsx';
import { TotalsList } from '../cart/totals-list.tsx';
import { VoucherField } from '../cart/voucher-field.tsx';
import { ProductPicture } from '../product/product-picture.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';

/** What is being bought and what it costs: beside the steps, on small screens folded over them with the total in sight. */
export function OrderSummary({ estimated }: { estimated: boolean }) {
  const { cart, isPending, message } = useCart();
  if (!cart) return null;
  // It is there twice, of which one is shown: the ids of its fields must differ.
  const bodyWith = (id: string) => (
    <>
      <ul className="mb-6 grid gap-4">
        {cart.lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[4rem_1fr_auto] items-center gap-4">
            <div className="relative">
              <ProductPicture
                url={line.imageUrl}
                alt=""
                categorySlug={line.variant?.product.category?.slug}
                className="aspect-square !rounded-sm"
              />
              <span className="absolute -top-2 -right-2 grid size-5.5 place-items-center rounded-full bg-ink text-small text-inverse tabular-nums">
                <span className="sr-only">Quantity </span>
                {line.quantity}
              </span>
            </div>
            <div className="min-w-0">
              <p className="font-medium">{line.title}</p>
              {line.variantTitle && line.variantTitle !== line.title && (
                <p className="text-small text-soft">{line.variantTitle}</p>
              )}
            </div>
            <p className="tabular-nums">{formatMoney(line.lineTotal)}</p>
          </li>
        ))}
      </ul>
      {message && (
        <Notice tone="warn" className="mb-5">
          {message}
        </Notice>
      )}
      <PriceNotice className="mb-5" />
      <div className="mb-5 border-y border-line py-5">
        <VoucherField id={id} />
      </div>
      <TotalsList
        totals={cart.totals}
        discounts={cart.discounts}
        estimated={estimated}
        isPending={isPending}
      />
    </>
  );
  return (
    <>
      <details className="group/summary sticky top-0 z-20 -mx-4 border-b border-line bg-sunken lg:hidden">
        <summary className="flex min-h-14 list-none items-center justify-between px-4">
          <span className="inline-flex items-center gap-2 text-accent">
            <Icon name="bag" size={18} /> Order summary
            <Icon name="down" size={16} className="transition-transform group-open/summary:rotate-180" />
          </span>
          <span className="text-lead font-semibold tabular-nums">{formatMoney(cart.totals.total)}</span>
        </summary>
        <div className="max-h-[70dvh] overflow-y-auto px-4 pt-2 pb-6">{bodyWith('voucher-folded')}</div>
      </details>
      <aside aria-label="Order summary" className="hidden lg:block">
        <div className="sticky top-8 rounded-xl bg-sunken p-7">
          <h2 className="mb-6 text-title">Order summary</h2>
          {bodyWith('voucher')}
        </div>
      </aside>
    </>
  );
}
