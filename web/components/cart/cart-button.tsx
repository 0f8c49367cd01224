'use client';
import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';
import { useCart } from './cart-provider.tsx';

/** Opens the cart beside the page; without scripts it is a link to the cart page. */
export function CartButton() {
  const { cart, setOpen } = useCart();
  const quantity = cart?.quantity ?? 0;
  return (
    <Link
      href="/cart"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        setOpen(true);
      }}
      aria-label={quantity === 0 ? 'Cart, empty' : `Cart, ${quantity} ${quantity === 1 ? 'item' : 'items'}`}
      className="relative inline-grid size-11 place-items-center rounded-full hover:bg-hover"
    >
      <Icon name="bag" />
      {quantity > 0 && (
        <span
          key={quantity}
          className="rise absolute top-1 right-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent tabular-nums"
        >
          {quantity}
        </span>
      )}
    </Link>
  );
}
