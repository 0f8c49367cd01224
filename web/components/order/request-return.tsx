'use client';
import { useActionState, useEffect, useRef } from 'react';
import type { OrderView } from '@/lib/api/orders.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextArea } from '../ui/field.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { type OrderActionState, requestReturnAction } from './order-actions.ts';

const idle: OrderActionState = { order: null, message: null, done: false };

/** Asks to send lines of a delivered order back. */
export function RequestReturn({
  order,
  onChanged,
}: {
  order: OrderView;
  onChanged: (order: OrderView) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, action] = useActionState(requestReturnAction, idle);
  useEffect(() => {
    if (state.order) onChanged(state.order);
    if (state.done) dialog.current?.close();
  }, [state, onChanged]);
  const returnable = order.lines.filter((line) => line.fulfilledQuantity - line.returnedQuantity > 0);
  return (
    <>
      <Button tone="secondary" size="small" onClick={() => dialog.current?.showModal()}>
        Send something back
      </Button>
      <dialog ref={dialog} aria-labelledby="return-title" className="modal">
        <form action={action} className="grid gap-5">
          <h2 id="return-title" className="text-title">
            What would you like to send back?
          </h2>
          {state.message && (
            <Notice tone="bad">
              <FormMessage message={state.message} />
            </Notice>
          )}
          <input type="hidden" name="orderId" value={order.id} />
          <input type="hidden" name="version" value={order.version} />
          <ul className="divide-y divide-line border-y border-line">
            {returnable.map((line) => {
              const most = line.fulfilledQuantity - line.returnedQuantity;
              return (
                <li key={line.id} className="flex items-center justify-between gap-4 py-3">
                  <label htmlFor={`quantity:${line.id}`} className="min-w-0">
                    <span className="block font-medium">{line.title}</span>
                    <span className="text-small text-soft">{line.variantTitle}</span>
                  </label>
                  <Select
                    id={`quantity:${line.id}`}
                    name={`quantity:${line.id}`}
                    defaultValue={state.values?.[`quantity:${line.id}`] ?? '0'}
                    className="pill"
                  >
                    {Array.from({ length: most + 1 }, (_, quantity) => quantity).map((quantity) => (
                      <option key={quantity} value={quantity}>
                        {quantity === 0 ? 'Keep' : quantity}
                      </option>
                    ))}
                  </Select>
                </li>
              );
            })}
          </ul>
          <TextArea name="reason" label="Why?" maxLength={1000} defaultValue={state.values?.reason} />
          <div className="flex flex-wrap justify-end gap-3">
            <Button tone="quiet" onClick={() => dialog.current?.close()}>
              Close
            </Button>
            <SubmitButton pendingLabel="Sending">Ask for the return</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
