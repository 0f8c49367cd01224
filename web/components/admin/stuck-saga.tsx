'use client';
import Link from 'next/link';
import { useActionState } from 'react';
import type { StuckSagaPage } from '@/lib/api/sagas.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { TextField } from '../ui/field.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { operateSagaAction } from './saga-actions.ts';

type Saga = StuckSagaPage['edges'][number]['node'];

const waitsFor: Record<string, string> = {
  RESERVING: 'products to hold the goods',
  AUTHORIZING: 'payments to authorise the payment',
  AWAITING_BUYER: 'the buyer to confirm the payment',
  COMMITTING: 'products to sell the goods it holds',
  CAPTURING: 'payments to capture the payment',
};

/** An order that waits for an answer, with what an operator can do. */
export function StuckSaga({ saga }: { saga: Saga }) {
  const [state, action] = useActionState(operateSagaAction, idleForm);
  const { order } = saga;
  if (!order) return null;
  return (
    <li className="grid gap-4 rounded-md border border-line bg-surface p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-semibold">
          <Link href={`/admin/orders/${order.id}`} className="font-mono text-accent hover:underline">
            {order.number}
          </Link>{' '}
          waits for {waitsFor[saga.step] ?? saga.step}
        </h2>
        <p className="text-small text-soft">
          {formatMoney(order.total)} · placed {formatMoment(order.placedAt)}
        </p>
      </div>
      <p className="text-small text-soft">
        Asked again {saga.attempts} times; the next time {formatMoment(saga.deadlineAt)}.
      </p>
      {state.message && (
        <Notice tone={state.status === 'done' ? 'good' : 'bad'}>
          <FormMessage message={state.message} />
        </Notice>
      )}
      <form action={action} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="orderId" value={order.id} />
        <input type="hidden" name="attempts" value={saga.attempts} />
        <TextField
          id={`note-${order.id}`}
          name="note"
          label="Why"
          hint="Kept in the order's log with your name."
          maxLength={500}
          defaultValue={state.values.note}
          className="min-w-60 grow"
        />
        <SubmitButton name="operation" value="retry" pendingLabel="Asking">
          Ask again
        </SubmitButton>
        <SubmitButton tone="danger" name="operation" value="compensate" pendingLabel="Cancelling">
          Cancel and undo
        </SubmitButton>
      </form>
    </li>
  );
}
