'use client';
import { useActionState } from 'react';
import type { AdminOrder } from '@/lib/api/admin.ts';
import { formatMoney, toDecimal } from '@/lib/money.ts';
import { TextField } from '../ui/field.tsx';
import { type FormState, idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import {
  deliverAction,
  fulfilAction,
  refundAction,
  returnAction,
  staffCancelAction,
} from './admin-actions.ts';

const box = 'grid gap-4 rounded-md border border-line bg-surface p-5';

function leftToShip(line: AdminOrder['lines'][number]): number {
  return line.quantity - line.fulfilledQuantity - line.cancelledQuantity;
}

/** What can be done with an order now, by its status and the viewer's role. */
export function OrderTasks({ order, isAdmin }: { order: AdminOrder; isAdmin: boolean }) {
  const open = order.lines.filter((line) => leftToShip(line) > 0);
  const canShip = (order.status === 'CONFIRMED' || order.status === 'PARTIALLY_FULFILLED') && open.length > 0;
  const payment = order.payments?.find((p) => p.capturedAmount.amountMinor > p.refundedAmount.amountMinor);
  return (
    <>
      {canShip && <Fulfil order={order} />}
      {order.status === 'FULFILLED' && <Deliver order={order} />}
      {isAdmin && order.returns.map((item) => <DecideReturn key={item.id} order={order} item={item} />)}
      {isAdmin && payment && <Refund order={order} payment={payment} />}
      {isAdmin && order.canCancel && <Cancel order={order} />}
    </>
  );
}

function Outcome({ state }: { state: FormState }) {
  if (state.status === 'done') return <Notice tone="good">{state.message}</Notice>;
  return state.message ? <Notice tone="bad">{state.message}</Notice> : null;
}

function OrderInput({ order }: { order: AdminOrder }) {
  return (
    <>
      <input type="hidden" name="orderId" value={order.id} />
      <input type="hidden" name="version" value={order.version} />
    </>
  );
}

function Fulfil({ order }: { order: AdminOrder }) {
  const [state, action] = useActionState(fulfilAction, idleForm);
  return (
    <form action={action} className={box}>
      <h2 className="font-semibold">Ship</h2>
      <Outcome state={state} />
      <OrderInput order={order} />
      <ul className="divide-y divide-line border-y border-line">
        {order.lines.map((line) => {
          const left = leftToShip(line);
          if (left <= 0) return null;
          return (
            <li key={line.id} className="flex items-center justify-between gap-4 py-2">
              <label htmlFor={`quantity:${line.id}`} className="min-w-0">
                {line.title} <span className="text-small text-soft">{line.variantTitle}</span>{' '}
                <span className="font-mono text-small text-faint">{line.sku}</span>
              </label>
              <span className="flex items-center gap-2 text-small whitespace-nowrap text-soft">
                <input
                  id={`quantity:${line.id}`}
                  name={`quantity:${line.id}`}
                  type="number"
                  min={0}
                  max={left}
                  defaultValue={left}
                  className="field !w-20 text-right tabular-nums"
                />
                of {left}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="carrier"
          label="Carrier"
          optional
          maxLength={100}
          defaultValue={state.values.carrier}
        />
        <TextField
          name="trackingNumber"
          label="Tracking number"
          optional
          maxLength={100}
          defaultValue={state.values.trackingNumber}
        />
        <TextField
          name="trackingUrl"
          type="url"
          label="Tracking page"
          optional
          placeholder="https://"
          defaultValue={state.values.trackingUrl}
          error={state.fieldErrors.trackingUrl}
        />
      </div>
      <SubmitButton pendingLabel="Recording" className="justify-self-start">
        Record shipment
      </SubmitButton>
    </form>
  );
}

function Deliver({ order }: { order: AdminOrder }) {
  const [state, action] = useActionState(deliverAction, idleForm);
  return (
    <form action={action} className={`${box} sm:grid-cols-[1fr_auto] sm:items-center`}>
      <div>
        <h2 className="font-semibold">Has it arrived?</h2>
        <p className="text-small text-soft">The buyer is told, and may then send things back.</p>
      </div>
      <OrderInput order={order} />
      <SubmitButton pendingLabel="Recording">Mark as delivered</SubmitButton>
      <Outcome state={state} />
    </form>
  );
}

function DecideReturn({ order, item }: { order: AdminOrder; item: AdminOrder['returns'][number] }) {
  const [state, action] = useActionState(returnAction, idleForm);
  if (item.status !== 'REQUESTED' && item.status !== 'APPROVED') return null;
  const units = item.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <form action={action} className={box}>
      <div>
        <h2 className="font-semibold">
          Return of {units} {units === 1 ? 'unit' : 'units'}, {formatMoney(item.refundAmount)}
        </h2>
        <p className="text-soft">“{item.reason}”</p>
      </div>
      <Outcome state={state} />
      <OrderInput order={order} />
      <input type="hidden" name="returnId" value={item.id} />
      <TextField id={`note-${item.id}`} name="note" label="Note for the buyer" optional maxLength={500} />
      <div className="flex flex-wrap gap-3">
        {item.status === 'REQUESTED' ? (
          <>
            <button
              type="submit"
              name="decision"
              value="approve"
              className="min-h-11 rounded-full bg-accent px-5 font-medium text-on-accent"
            >
              Approve
            </button>
            <button
              type="submit"
              name="decision"
              value="reject"
              className="min-h-11 rounded-full border border-bad px-5 font-medium text-bad"
            >
              Decline
            </button>
          </>
        ) : (
          <>
            <Received order={order} item={item} />
            <button
              type="submit"
              name="decision"
              value="receive"
              className="min-h-11 rounded-full bg-accent px-5 font-medium text-on-accent"
            >
              The goods are back: refund
            </button>
          </>
        )}
      </div>
    </form>
  );
}

/** What came back of a return: all of it, unless told otherwise. */
function Received({ order, item }: { order: AdminOrder; item: AdminOrder['returns'][number] }) {
  return (
    <fieldset className="grid w-full gap-2">
      <legend className="mb-1 text-small font-medium">What came back</legend>
      {item.lines.map(({ orderLineId, quantity }) => {
        const line = order.lines.find(({ id }) => id === orderLineId);
        const id = `received:${orderLineId}`;
        return (
          <div key={orderLineId} className="flex flex-wrap items-center gap-x-5 gap-y-1">
            <label htmlFor={id} className="min-w-0 grow">
              {line?.title ?? orderLineId}
            </label>
            <span className="flex items-center gap-2 text-small whitespace-nowrap text-soft">
              <input
                id={id}
                name={id}
                type="number"
                min={0}
                max={quantity}
                defaultValue={quantity}
                className="field !w-20 text-right tabular-nums"
              />
              of {quantity}
            </span>
            <label className="flex min-h-11 items-center gap-2 text-small">
              <input type="checkbox" name={`broken:${orderLineId}`} className="size-4.5 accent-accent" />{' '}
              Cannot be sold again
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}

function Refund({
  order,
  payment,
}: {
  order: AdminOrder;
  payment: NonNullable<AdminOrder['payments']>[number];
}) {
  const [state, action] = useActionState(refundAction, idleForm);
  const left = {
    amountMinor: payment.capturedAmount.amountMinor - payment.refundedAmount.amountMinor,
    currency: payment.amount.currency,
  };
  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center justify-between px-5 font-semibold">
        Refund <span className="text-small font-normal text-soft">up to {formatMoney(left)}</span>
      </summary>
      <form action={action} className="grid gap-4 px-5 pb-5">
        <Outcome state={state} />
        <OrderInput order={order} />
        <input type="hidden" name="paymentId" value={payment.id} />
        <input type="hidden" name="currency" value={payment.amount.currency} />
        <input type="hidden" name="refunded" value={payment.refundedAmount.amountMinor} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="amount"
            label={`Amount in ${payment.amount.currency}`}
            optional
            inputMode="decimal"
            placeholder={toDecimal(left)}
            hint="Everything that is left if empty."
            defaultValue={state.values.amount}
            error={state.fieldErrors.amount}
          />
          <TextField
            name="reason"
            label="Why"
            maxLength={500}
            defaultValue={state.values.reason}
            error={state.fieldErrors.reason}
          />
        </div>
        <SubmitButton tone="secondary" pendingLabel="Paying back" className="justify-self-start">
          Pay back
        </SubmitButton>
      </form>
    </details>
  );
}

function Cancel({ order }: { order: AdminOrder }) {
  const [state, action] = useActionState(staffCancelAction, idleForm);
  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center px-5 font-semibold">
        {order.status === 'PARTIALLY_FULFILLED' ? 'Cancel what is left to ship' : 'Cancel the order'}
      </summary>
      <form action={action} className="grid gap-4 px-5 pb-5">
        <Outcome state={state} />
        <OrderInput order={order} />
        <TextField id="cancel-reason" name="reason" label="Why" maxLength={500} />
        <SubmitButton tone="danger" pendingLabel="Cancelling" className="justify-self-start">
          Cancel and pay back
        </SubmitButton>
      </form>
    </details>
  );
}
