'use client';
import { useActionState } from 'react';
import type { AdminOrder } from '@/lib/api/admin.ts';
import { formatMoney, toDecimal } from '@/lib/money.ts';
import { TextField } from '../ui/field.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { orderTaskAction } from './admin-actions.ts';
import { DecideReturn } from './decide-return.tsx';
import { box, Done, OrderInput, Refused, type TaskProps } from './order-task.tsx';

function leftToShip(line: AdminOrder['lines'][number]): number {
  return line.quantity - line.fulfilledQuantity - line.cancelledQuantity;
}

/** What can be done with an order now, by its status and the viewer's role. */
export function OrderTasks({ order, isAdmin }: { order: AdminOrder; isAdmin: boolean }) {
  const open = order.lines.filter((line) => leftToShip(line) > 0);
  const canShip = (order.status === 'CONFIRMED' || order.status === 'PARTIALLY_FULFILLED') && open.length > 0;
  const payment = order.payments?.find((p) => p.capturedAmount.amountMinor > p.refundedAmount.amountMinor);
  const [state, action] = useActionState(orderTaskAction, idleForm);
  const task = (name: string, id?: string) => ({
    order,
    action,
    state: state.values.task === name && (!id || state.values.returnId === id) ? state : idleForm,
  });
  return (
    <>
      <Done state={state} />
      {canShip && <Fulfil {...task('ship')} />}
      {order.status === 'FULFILLED' && <Deliver {...task('deliver')} />}
      {isAdmin &&
        order.returns.map((item) => <DecideReturn key={item.id} {...task('return', item.id)} item={item} />)}
      {isAdmin && payment && <Refund {...task('refund')} payment={payment} />}
      {isAdmin && order.canCancel && <Cancel {...task('cancel')} />}
    </>
  );
}

function Fulfil({ order, action, state }: TaskProps) {
  return (
    <form action={action} className={box}>
      <h2 className="font-semibold">Ship</h2>
      <Refused state={state} />
      <OrderInput order={order} task="ship" />
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
                  defaultValue={state.values[`quantity:${line.id}`] ?? left}
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

function Deliver({ order, action, state }: TaskProps) {
  return (
    <form action={action} className={`${box} sm:grid-cols-[1fr_auto] sm:items-center`}>
      <div>
        <h2 className="font-semibold">Has it arrived?</h2>
        <p className="text-small text-soft">The buyer is told, and may then send things back.</p>
      </div>
      <OrderInput order={order} task="deliver" />
      <SubmitButton pendingLabel="Recording">Mark as delivered</SubmitButton>
      <Refused state={state} />
    </form>
  );
}

function Refund({
  order,
  action,
  state,
  payment,
}: TaskProps & { payment: NonNullable<AdminOrder['payments']>[number] }) {
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
        <Refused state={state} />
        <OrderInput order={order} task="refund" />
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

function Cancel({ order, action, state }: TaskProps) {
  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center px-5 font-semibold">
        {order.status === 'PARTIALLY_FULFILLED' ? 'Cancel what is left to ship' : 'Cancel the order'}
      </summary>
      <form action={action} className="grid gap-4 px-5 pb-5">
        <Refused state={state} />
        <OrderInput order={order} task="cancel" />
        <TextField
          id="cancel-reason"
          name="reason"
          label="Why"
          maxLength={500}
          defaultValue={state.values.reason}
        />
        <SubmitButton tone="danger" pendingLabel="Cancelling" className="justify-self-start">
          Cancel and pay back
        </SubmitButton>
      </form>
    </details>
  );
}
