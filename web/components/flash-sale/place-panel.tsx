'use client';
import { useActionState, useEffect } from 'react';
import type { FlashSalePlace } from '@/lib/api/flash-sales.ts';
import { holdHasRunOut } from '@/lib/flash-sale-standing.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { Countdown } from './countdown.tsx';
import { checkOutHeldAction, leaveFlashSaleAction } from './flash-sale-actions.ts';
import { useNow } from './use-now.ts';

interface PlacePanelProps {
  readonly saleId: string;
  readonly place: FlashSalePlace;
  readonly onChange: (place: FlashSalePlace) => void;
}

const endings = {
  ORDERED: 'You have ordered at this price.',
  EXPIRED: 'Your time to check out ran out, and the next buyer got the place.',
  RELEASED: 'Your order at this price was cancelled, and the next buyer got the place.',
  REFUSED: 'Nothing came free while you were in the queue.',
  LEFT: 'You gave your place up.',
} as const;

/** The viewer's place in a sale and what can be done with it. */
export function PlacePanel({ saleId, place, onChange }: PlacePanelProps) {
  const now = useNow();
  const units = place.quantity === 1 ? 'One is' : `${place.quantity} are`;
  if (place.status === 'HELD' && place.holdExpiresAt) {
    if (holdHasRunOut(place, now)) return <Notice tone="warn">Your time to check out ran out.</Notice>;
    return (
      <div className="grid gap-3 rounded-md bg-accent-soft p-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p role="status" className="font-medium">
            {units} held for you
          </p>
          <Countdown
            until={place.holdExpiresAt}
            label="Time left to check out"
            announced
            className="text-title font-semibold"
          />
        </div>
        <p className="text-small text-soft">Check out before the time runs out to buy at this price.</p>
        <div className="flex flex-wrap gap-3">
          <CheckOut saleId={saleId} />
          <Leave placeId={place.id} label="Give it up" onChange={onChange} />
        </div>
      </div>
    );
  }
  if (place.status === 'WAITING') {
    const before = place.position ?? 0;
    return (
      <div className="grid gap-3 rounded-md bg-accent-soft p-4">
        <p role="status" className="font-medium">
          {before === 0
            ? 'You are next in the queue'
            : `You are in the queue: ${before} ${before === 1 ? 'buyer' : 'buyers'} before you`}
        </p>
        <p className="text-small text-soft">
          When a unit comes free it is held for you here. Keep this page open.
        </p>
        <Leave placeId={place.id} label="Leave the queue" onChange={onChange} />
      </div>
    );
  }
  const words = endings[place.status as keyof typeof endings];
  return words ? <Notice tone={place.status === 'ORDERED' ? 'good' : 'info'}>{words}</Notice> : null;
}

function CheckOut({ saleId }: { saleId: string }) {
  const [result, checkOut] = useActionState(checkOutHeldAction, null);
  return (
    <form action={checkOut} className="grid grow gap-3">
      <input type="hidden" name="flashSaleId" value={saleId} />
      <SubmitButton pendingLabel="To the checkout">Check out now</SubmitButton>
      {result?.message && <Notice tone="bad">{result.message}</Notice>}
    </form>
  );
}

function Leave({
  placeId,
  label,
  onChange,
}: Pick<PlacePanelProps, 'onChange'> & { placeId: string; label: string }) {
  const [result, leave] = useActionState(leaveFlashSaleAction, null);
  useEffect(() => {
    if (result?.place) onChange(result.place);
  }, [result, onChange]);
  return (
    <form action={leave} className="grid gap-3">
      <input type="hidden" name="placeId" value={placeId} />
      <SubmitButton tone="secondary" pendingLabel="One moment">
        {label}
      </SubmitButton>
      {result?.message && <Notice tone="bad">{result.message}</Notice>}
    </form>
  );
}
