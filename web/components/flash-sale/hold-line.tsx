'use client';
import { holdHasRunOut } from '@/lib/flash-sale-standing.ts';
import { Icon } from '../ui/icon.tsx';
import { Countdown } from './countdown.tsx';
import { useNow } from './use-now.ts';

/** Under a line of the cart from a flash sale: how long it is held, or that it is not any more and what to do. */
export function HoldLine({ until }: { until: string }) {
  const now = useNow();
  if (holdHasRunOut({ holdExpiresAt: until }, now)) {
    return (
      <p className="text-small font-medium text-bad">
        The time to buy at the flash sale’s price ran out. Please remove it; on its page you can ask again.
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-small font-medium text-accent">
      <Icon name="clock" size={16} />
      <span>Flash sale, held for you</span>
      <Countdown until={until} label="Held for you" />
    </p>
  );
}
