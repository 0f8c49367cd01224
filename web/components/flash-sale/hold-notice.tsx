'use client';
import Link from 'next/link';
import { holdHasRunOut } from '@/lib/flash-sale-standing.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { Notice } from '../ui/notice.tsx';
import { Countdown } from './countdown.tsx';
import { useNow } from './use-now.ts';

/** At the checkout: until when the order must be placed so that a flash sale's price counts, and what if that has passed. */
export function HoldNotice({ className }: { className?: string }) {
  const { cart } = useCart();
  const now = useNow();
  const held = cart?.lines.filter((line) => line.holdExpiresAt) ?? [];
  const first = held.map((line) => line.holdExpiresAt!).toSorted()[0];
  if (!first) return null;
  const lost = held.filter((line) => holdHasRunOut(line, now));
  if (lost.length > 0) {
    return (
      <Notice tone="warn" className={className}>
        <p>The time to buy {lost[0]?.title} at the flash sale’s price ran out.</p>
        <Link href="/cart" className="inline-flex min-h-11 items-center font-medium underline">
          Take it out of your cart
        </Link>
      </Notice>
    );
  }
  return (
    <p className={`rounded-md bg-accent-soft px-4 py-3 ${className ?? ''}`}>
      Place your order within{' '}
      <Countdown until={first} label="Time left to place your order" announced className="font-semibold" /> to
      buy at the flash sale’s price.
    </p>
  );
}
