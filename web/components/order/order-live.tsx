'use client';
import type { OrderView } from '@/lib/api/orders.ts';
import { formatDay } from '@/lib/dates.ts';
import { isSettling, orderHeadline } from '@/lib/order-progress.ts';
import { TotalsList } from '../cart/totals-list.tsx';
import { Icon } from '../ui/icon.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { CancelOrder } from './cancel-order.tsx';
import { NextStep } from './next-step.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { RequestReturn } from './request-return.tsx';
import { StatusStepper } from './status-stepper.tsx';
import { useLiveOrder } from './use-live-order.ts';

interface OrderLiveProps {
  readonly initial: OrderView;
  /** Whether the visitor may follow it: its buyer, not somebody who looked it up. */
  readonly follow?: boolean;
}

/** An order from "completing" to "delivered", in one page that moves by itself and survives a reload. */
export function OrderLive({ initial, follow = true }: OrderLiveProps) {
  const { order, isLive, adopt } = useLiveOrder(initial, follow);
  const [headline, sentence] = orderHeadline(order.status, order.cancelReason);
  const settling = isSettling(order.status);
  const ended = order.status === 'CANCELLED';
  return (
    <div className="grid gap-10" data-status={order.status}>
      <header className="grid gap-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-small text-soft">
          <p>
            Order <span className="font-mono text-ink">{order.number}</span>, placed{' '}
            {formatDay(order.placedAt)}
          </p>
          {isLive && (
            <p className="inline-flex items-center gap-2">
              <span aria-hidden="true" className="pulse-dot size-2 rounded-full bg-good" /> Live
            </p>
          )}
        </div>
        <div aria-live="polite" className="flex items-start gap-4 sm:gap-5">
          <Mark settling={settling} ended={ended} waiting={order.status === 'AWAITING_PAYMENT'} />
          <div className="min-w-0">
            <h1 className="text-heading">{headline}</h1>
            <p className="mt-1.5 text-lead text-soft">{sentence}</p>
            {order.status === 'CONFIRMED' && order.email && (
              <p className="mt-1 text-soft">A confirmation is on its way to {order.email}.</p>
            )}
          </div>
        </div>
        {(order.status === 'AWAITING_PAYMENT' || ended) && <NextStep order={order} />}
        <div className="rounded-xl bg-sunken px-2 py-6 sm:px-8 sm:py-8">
          <StatusStepper status={order.status} timeline={order.timeline} />
        </div>
      </header>

      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-14">
        <div className="grid content-start gap-10">
          <section aria-labelledby="items-title">
            <h2 id="items-title" className="mb-2 text-title">
              Items
            </h2>
            <div className="border-y border-line">
              <OrderLines lines={order.lines} />
            </div>
            <div className="mt-5 ml-auto max-w-sm">
              <TotalsList totals={order.totals} discounts={order.discounts} />
            </div>
          </section>
          {(order.canCancel || order.canRequestReturn) && follow && (
            <section aria-label="Change this order" className="flex flex-wrap gap-3">
              {order.canCancel && <CancelOrder order={order} onChanged={adopt} />}
              {order.canRequestReturn && <RequestReturn order={order} onChanged={adopt} />}
            </section>
          )}
        </div>
        <div className="grid content-start gap-9">
          <section aria-labelledby="timeline-title">
            <h2 id="timeline-title" className="mb-4 text-title">
              What happened
            </h2>
            <OrderTimeline timeline={order.timeline} />
          </section>
          <OrderFacts order={order} follow={follow} />
        </div>
      </div>
    </div>
  );
}

function Mark({ settling, ended, waiting }: { settling: boolean; ended: boolean; waiting: boolean }) {
  const shape = 'grid size-14 shrink-0 place-items-center rounded-full';
  if (settling) {
    return (
      <span className={`${shape} bg-accent-soft text-accent`}>
        <Spinner className="size-6" />
      </span>
    );
  }
  if (waiting) {
    return (
      <span className={`${shape} bg-warn-soft text-warn`}>
        <Icon name="card" size={26} />
      </span>
    );
  }
  if (ended) {
    return (
      <span className={`${shape} bg-bad-soft text-bad`}>
        <Icon name="close" size={26} />
      </span>
    );
  }
  return (
    <span className={`${shape} bg-good-soft text-good`}>
      <Icon name="check" size={28} className="draw" />
    </span>
  );
}
