'use client';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useCart } from './cart-provider.tsx';

/** Says that prices are others than when the goods were put in, until the shopper has agreed to them. */
export function PriceNotice({ className }: { className?: string }) {
  const { cart, confirmPrices, isPending } = useCart();
  const changed = cart?.lines.filter((line) => line.previousUnitPrice) ?? [];
  if (changed.length === 0) return null;
  return (
    <Notice tone="warn" className={className}>
      <p>
        {changed.length === 1 ? `The price of ${changed[0]?.title} has` : `${changed.length} prices have`}{' '}
        changed since you put it into your cart. The totals below are the new ones.
      </p>
      <Button tone="secondary" size="small" className="mt-3" disabled={isPending} onClick={confirmPrices}>
        Fine with the new {changed.length === 1 ? 'price' : 'prices'}
      </Button>
    </Notice>
  );
}
