'use client';
import { useActionState } from 'react';
import type { OrderView } from '@/lib/api/orders.ts';
import { formatMoment } from '@/lib/dates.ts';
import { declineReason } from '@/lib/error-words.ts';
import { formatMoney } from '@/lib/money.ts';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { buyAgainAction, type OrderActionState } from './order-actions.ts';

const idle: OrderActionState = { order: null, message: null, done: false };

/** What the buyer can do where the order waits for them or has ended without delivery. */
export function NextStep({ order }: { order: OrderView }) {
  if (order.status === 'AWAITING_PAYMENT' && order.paymentAction) {
    return (
      <div className="flex flex-wrap items-center gap-4">
        <a href={order.paymentAction.url} className={buttonClass('primary', 'large')}>
          Confirm payment of {formatMoney(order.totals.total)}
        </a>
        <p className="text-small text-soft">
          Held for you until {formatMoment(order.paymentAction.expiresAt)}
        </p>
      </div>
    );
  }
  if (order.status !== 'CANCELLED') return null;
  const declined = order.cancelReason === 'PAYMENT_DECLINED';
  const retry = declined || order.cancelReason === 'PAYMENT_EXPIRED';
  return (
    <div className="grid gap-4">
      {declined && (
        <Notice tone="bad">
          {declineReason(order.payments?.at(-1)?.declineCode)} Another card will usually do; your address is
          kept.
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {retry ? (
          <BuyAgain orderId={order.id} next="payment" label="Try another card" />
        ) : (
          <BuyAgain orderId={order.id} next="cart" label="Put what’s left into a cart" />
        )}
        <ButtonLink href="/search?sort=BEST_SELLING" tone="secondary" size="large">
          Keep looking
        </ButtonLink>
      </div>
    </div>
  );
}

/** Fills a new cart with what the order held. */
export function BuyAgain({
  orderId,
  next,
  label,
}: {
  orderId: string;
  next: 'payment' | 'cart';
  label: string;
}) {
  const [state, action] = useActionState(buyAgainAction, idle);
  return (
    <form action={action} className="grid gap-2">
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="next" value={next} />
      {state.message && (
        <Notice tone="warn">
          <FormMessage message={state.message} />
        </Notice>
      )}
      {state.done ? (
        <ButtonLink href={next === 'payment' ? '/checkout/payment' : '/cart'} size="large">
          {next === 'payment' ? 'Go on to payment' : 'See your cart'}
        </ButtonLink>
      ) : (
        <SubmitButton size="large" pendingLabel="Filling your cart">
          {label}
        </SubmitButton>
      )}
    </form>
  );
}
