'use client';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { formatMoney } from '@/lib/money.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { CartLineItem } from './cart-line-item.tsx';
import { useCart } from './cart-provider.tsx';

/** The cart beside the page. It closes when another page opens. */
export function CartDrawer() {
  const { cart, isOpen, setOpen, message, isPending } = useCart();
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it
  useEffect(() => setOpen(false), [path, setOpen]);
  const lines = cart?.lines ?? [];
  const close = () => setOpen(false);
  return (
    <Sheet
      open={isOpen}
      onClose={close}
      title={lines.length > 0 ? `Your cart · ${cart?.quantity}` : 'Your cart'}
      footer={
        cart && lines.length > 0 ? (
          <div className="grid gap-4">
            <div
              className={`flex items-baseline justify-between transition-opacity ${isPending ? 'opacity-50' : ''}`}
            >
              <span className="text-soft">Subtotal</span>
              <span className="text-title font-semibold tabular-nums">
                {formatMoney(cart.totals.subtotal)}
              </span>
            </div>
            <ButtonLink href="/checkout" size="large" className="w-full">
              Check out
            </ButtonLink>
            <ButtonLink href="/cart" tone="secondary" className="w-full">
              View cart and shipping
            </ButtonLink>
          </div>
        ) : undefined
      }
    >
      {message && (
        <Notice tone="warn" className="m-5 mb-0">
          {message}
        </Notice>
      )}
      {lines.length > 0 ? (
        <ul className="divide-y divide-line px-5">
          {lines.map((line) => (
            <CartLineItem key={line.id} line={line} onNavigate={close} />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon="bag"
          title="Your cart is empty"
          action={
            <ButtonLink href="/search?sort=BEST_SELLING" onClick={close}>
              See what people love
            </ButtonLink>
          }
        >
          Whatever you add waits here for you.
        </EmptyState>
      )}
    </Sheet>
  );
}
