'use client';
import type { AdminOrder } from '@/lib/api/admin.ts';
import { formatMoney } from '@/lib/money.ts';
import { TextField } from '../ui/field.tsx';
import type { FormState } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { box, OrderInput, Refused, type TaskProps } from './order-task.tsx';

/** A return that was asked for or approved, or whose refund failed, with what to do about it. */
export function DecideReturn({
  order,
  action,
  state,
  item,
}: TaskProps & { item: AdminOrder['returns'][number] }) {
  const isOpen = item.status === 'REQUESTED' || item.status === 'APPROVED';
  if (!isOpen && !item.refundFailed) return null;
  const units = item.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <form action={action} className={box}>
      <div>
        <h2 className="font-semibold">
          Return of {units} {units === 1 ? 'unit' : 'units'}, {formatMoney(item.refundAmount)}
        </h2>
        <p className="text-soft">“{item.reason}”</p>
      </div>
      <Refused state={state} />
      <OrderInput order={order} task="return" />
      <input type="hidden" name="returnId" value={item.id} />
      {isOpen ? (
        <TextField
          id={`note-${item.id}`}
          name="note"
          label="Note for the buyer"
          optional
          maxLength={500}
          defaultValue={state.values.note}
        />
      ) : (
        <p>The goods are back, but the refund failed. The buyer still waits for this money.</p>
      )}
      <div className="flex flex-wrap gap-3">
        {!isOpen && (
          <SubmitButton name="decision" value="refundAgain" pendingLabel="Refunding">
            Refund again
          </SubmitButton>
        )}
        {item.status === 'REQUESTED' && (
          <>
            <SubmitButton name="decision" value="approve" pendingLabel="Approving">
              Approve
            </SubmitButton>
            <SubmitButton tone="danger" name="decision" value="reject" pendingLabel="Declining">
              Decline
            </SubmitButton>
          </>
        )}
        {item.status === 'APPROVED' && (
          <>
            <Received order={order} item={item} values={state.values} />
            <SubmitButton name="decision" value="receive" pendingLabel="Refunding">
              The goods are back: refund
            </SubmitButton>
          </>
        )}
      </div>
    </form>
  );
}

/** What came back of a return: all of it, unless told otherwise. */
function Received({
  order,
  item,
  values,
}: {
  order: AdminOrder;
  item: AdminOrder['returns'][number];
  values: FormState['values'];
}) {
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
                defaultValue={values[id] ?? quantity}
                className="field !w-20 text-right tabular-nums"
              />
              of {quantity}
            </span>
            <label className="flex min-h-11 items-center gap-2 text-small">
              <input
                type="checkbox"
                name={`broken:${orderLineId}`}
                defaultChecked={values[`broken:${orderLineId}`] === 'on'}
                className="size-4.5 accent-accent"
              />{' '}
              Cannot be sold again
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
