'use client';
import { useActionState, useCallback, useEffect, useRef } from 'react';
import type { FlashSale, FlashSalePlace } from '@/lib/api/flash-sales.ts';
import { type SalePhase, salePhase } from '@/lib/flash-sale-standing.ts';
import type { Money } from '@/lib/money.ts';
import { Price } from '../product/price.tsx';
import { Badge } from '../ui/badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { Countdown } from './countdown.tsx';
import { joinFlashSaleAction, type PlaceResult } from './flash-sale-actions.ts';
import { PlacePanel } from './place-panel.tsx';
import { useLivePlace } from './use-live-place.ts';
import { useLiveSale } from './use-live-sale.ts';
import { useNow } from './use-now.ts';

interface FlashSalePanelProps {
  readonly sale: FlashSale;
  readonly regularPrice: Money;
  /** The viewer's newest place, as the server knew it. */
  readonly place: FlashSalePlace | null;
}

const badges: Record<SalePhase, readonly [label: string, tone: 'accent' | 'warn' | 'neutral']> = {
  SCHEDULED: ['Flash sale soon', 'neutral'],
  OPEN: ['Flash sale', 'accent'],
  SOLD_OUT: ['Flash sale, all taken', 'warn'],
  ENDED: ['Flash sale over', 'neutral'],
};

/** A flash sale of the variant on show: what it offers, and the viewer's place in it. */
export function FlashSalePanel(props: FlashSalePanelProps) {
  const now = useNow();
  const isOn = ['OPEN', 'SOLD_OUT'].includes(salePhase(props.sale, now));
  const { sale, adopt: adoptSale } = useLiveSale(props.sale, isOn);
  const phase = salePhase(sale, now);
  const { place, adopt } = useLivePlace(sale.id, props.place);
  // News of the place bring the sale's standing along, fresher than what the crowd is answered with.
  useEffect(() => {
    if (place) adoptSale(place.flashSale);
  }, [place, adoptSale]);
  const panel = useRef<HTMLElement>(null);
  // The button that was pressed is gone with the place that it changed: the focus stays with the sale.
  const adoptAnswer = useCallback(
    (answer: FlashSalePlace) => {
      adopt(answer);
      panel.current?.focus();
    },
    [adopt],
  );
  const isTaken = place?.status === 'HELD' || place?.status === 'WAITING';
  const [label, tone] = badges[phase];
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Flash sale"
      className="grid gap-4 rounded-lg border border-accent/40 outline-none bg-surface p-4 shadow-card sm:p-5"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Badge tone={tone}>{label}</Badge>
        {phase === 'SCHEDULED' && (
          <p className="text-small text-soft">
            Starts in{' '}
            <Countdown until={sale.startsAt} label="Starts in" announced className="font-semibold text-ink" />
          </p>
        )}
        {(phase === 'OPEN' || phase === 'SOLD_OUT') && (
          <p className="text-small text-soft">
            Ends in <Countdown until={sale.endsAt} label="Ends in" className="font-semibold text-ink" />
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Price price={sale.price} compareAt={props.regularPrice} className="text-title" />
        {phase !== 'ENDED' && <UnitsLeft sale={sale} />}
      </div>
      {place && <PlacePanel saleId={sale.id} place={place} onChange={adoptAnswer} />}
      {!isTaken && <JoinForm sale={sale} phase={phase} place={place} onJoined={adoptAnswer} />}
    </section>
  );
}

function UnitsLeft({ sale: { remaining, allocation, limitPerBuyer } }: { sale: FlashSale }) {
  const share = Math.round((remaining / allocation) * 100);
  return (
    <div className="grid basis-full gap-1.5">
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-hover">
        <svg
          aria-hidden="true"
          className="block h-full w-full"
          preserveAspectRatio="none"
          viewBox="0 0 100 1"
        >
          <rect width={share} height="1" className="fill-accent" />
        </svg>
      </div>
      <p className="flex justify-between gap-4 text-small text-soft tabular-nums">
        <span>
          {remaining} of {allocation} left
        </span>
        <span>{limitPerBuyer === 1 ? 'One' : `${limitPerBuyer} at most`} per buyer</span>
      </p>
    </div>
  );
}

interface JoinFormProps {
  readonly sale: FlashSale;
  readonly phase: SalePhase;
  readonly place: FlashSalePlace | null;
  readonly onJoined: (place: FlashSalePlace) => void;
}

/** The way into a sale: units that are left, or the queue for those that may come free. */
function JoinForm({ sale, phase, place, onJoined }: JoinFormProps) {
  const [result, join] = useActionState<PlaceResult | null, FormData>(joinFlashSaleAction, null);
  useEffect(() => {
    if (result?.place) onJoined(result.place);
  }, [result, onJoined]);
  if (phase === 'ENDED') return <p className="text-small text-soft">This flash sale is over.</p>;
  if (phase === 'SCHEDULED') {
    return <p className="text-small text-soft">You can get yours here as soon as it starts.</p>;
  }
  const most = Math.min(sale.limitPerBuyer, 10);
  return (
    <form action={join} className="grid gap-3">
      <input type="hidden" name="flashSaleId" value={sale.id} />
      <input type="hidden" name="after" value={place?.id ?? ''} />
      {phase === 'SOLD_OUT' && (
        <p className="text-small text-soft">
          All units are held by buyers who are checking out. In the queue you get the next one that comes
          free.
        </p>
      )}
      <div className="flex flex-wrap items-end gap-3">
        {most > 1 && (
          <label className="grid gap-1.5 text-small font-medium">
            How many
            <select name="quantity" className="field w-20">
              {Array.from({ length: most }, (_, index) => index + 1).map((units) => (
                <option key={units}>{units}</option>
              ))}
            </select>
          </label>
        )}
        <SubmitButton size="large" pendingLabel="One moment" className="grow">
          {phase === 'SOLD_OUT' ? 'Join the queue' : place ? 'Get another' : 'Get yours'}
        </SubmitButton>
      </div>
      {result?.message && <Notice tone="bad">{result.message}</Notice>}
    </form>
  );
}
