'use client';
import Link from 'next/link';
import { countries } from '@/lib/countries.ts';
import { holdHasRunOut } from '@/lib/flash-sale-standing.ts';
import { formatMoney } from '@/lib/money.ts';
import { useNow } from '../flash-sale/use-now.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SelectField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { CartLineItem } from './cart-line-item.tsx';
import { useCart } from './cart-provider.tsx';
import { PriceNotice } from './price-notice.tsx';
import { TotalsList } from './totals-list.tsx';
import { VoucherField } from './voucher-field.tsx';

/** The cart as a page: lines, an estimate of shipping and tax, and the way to check out. `ordersPath` has the orders. */
export function CartPageView({ ordersPath }: { ordersPath: string }) {
  const { cart, isPending, message, estimate } = useCart();
  const now = useNow();
  if (!cart || cart.lines.length === 0) {
    return (
      <EmptyState
        heading="h1"
        icon="bag"
        title="Your cart is empty"
        action={
          <>
            <ButtonLink href="/search?sort=BEST_SELLING">See what people love</ButtonLink>
            <ButtonLink href="/search?sort=NEWEST" tone="secondary">
              What’s new
            </ButtonLink>
          </>
        }
      >
        <p>Whatever you add waits here for you.</p>
        <p>
          Just ordered?{' '}
          <Link
            href={ordersPath}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-2"
          >
            See your order
          </Link>
        </p>
      </EmptyState>
    );
  }
  const blocked = cart.lines.some((line) => !line.purchasable || holdHasRunOut(line, now));
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <section aria-label="Items">
        <h1 className="mb-2 text-heading">Your cart</h1>
        <p className="mb-4 text-soft">
          {cart.quantity} {cart.quantity === 1 ? 'item' : 'items'}
        </p>
        {message && (
          <Notice tone="warn" className="mb-4">
            {message}
          </Notice>
        )}
        <PriceNotice className="mb-4" />
        <ul className="divide-y divide-line border-y border-line">
          {cart.lines.map((line) => (
            <CartLineItem key={line.id} line={line} />
          ))}
        </ul>
        <Link
          href="/search"
          className="mt-4 inline-flex min-h-11 items-center gap-2 text-accent hover:underline"
        >
          Continue shopping <Icon name="arrow" size={18} />
        </Link>
      </section>
      <aside
        aria-label="Summary"
        className="h-fit rounded-xl bg-sunken p-6 lg:sticky lg:top-[calc(var(--header)+1.5rem)]"
      >
        <h2 className="mb-5 text-title">Summary</h2>
        <div className="mb-6 grid gap-4 border-b border-line pb-6">
          <SelectField
            name="estimate-country"
            label="Estimate for"
            value={cart.shippingCountryCode}
            onChange={(event) => estimate(event.target.value)}
            autoComplete="shipping country"
          >
            {countries.map((country) => (
              <option key={country.code} value={country.code}>
                {country.name}
              </option>
            ))}
          </SelectField>
          {cart.shippingMethods.length === 0 ? (
            <Notice tone="warn">We do not ship there yet.</Notice>
          ) : (
            <SelectField
              name="estimate-method"
              label="Shipping"
              value={cart.shippingMethod?.id ?? cart.shippingMethods[0]?.id}
              onChange={(event) => estimate(cart.shippingCountryCode, event.target.value)}
            >
              {cart.shippingMethods.map((method) => (
                <option key={method.id} value={method.id}>
                  {method.name} · {method.price.amountMinor === 0 ? 'free' : formatMoney(method.price)} ·{' '}
                  {method.minDays}–{method.maxDays} days
                </option>
              ))}
            </SelectField>
          )}
        </div>
        <div className="mb-6 border-b border-line pb-6">
          <VoucherField />
        </div>
        <TotalsList totals={cart.totals} discounts={cart.discounts} estimated isPending={isPending} />
        {blocked && (
          <Notice tone="bad" className="mt-5">
            Please remove what is no longer available.
          </Notice>
        )}
        <ButtonLink
          href="/checkout"
          size="large"
          aria-disabled={blocked || undefined}
          className="mt-6 w-full"
        >
          Check out
        </ButtonLink>
        <p className="mt-4 text-center text-small text-faint">
          No account needed. Nothing is charged before the last step.
        </p>
      </aside>
    </div>
  );
}
