'use client';
import { useActionState, useEffect, useRef } from 'react';
import type { OrderView } from '@/lib/api/orders.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { cancelOrderAction, type OrderActionState } from './order-actions.ts';

const idle: OrderActionState = { order: null, message: null, done: false };

/** Cancels an order after asking once more. */
export function CancelOrder({
  order,
  onChanged,
}: {
  order: OrderView;
  onChanged: (order: OrderView) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, action] = useActionState(cancelOrderAction, idle);
  useEffect(() => {
    if (state.order) onChanged(state.order);
    if (state.done) dialog.current?.close();
  }, [state, onChanged]);
  return (
    <>
      <Button tone="secondary" size="small" onClick={() => dialog.current?.showModal()}>
        Cancel order
      </Button>
      <dialog ref={dialog} aria-labelledby="cancel-title" className="modal">
        <form action={action} className="grid gap-5">
          <h2 id="cancel-title" className="text-title">
            Cancel order {order.number}?
          </h2>
          <p className="text-soft">
            Your items go back on the shelf, and anything that was charged goes back to you.
          </p>
          {state.message && (
            <Notice tone="bad">
              <FormMessage message={state.message} />
            </Notice>
          )}
          <input type="hidden" name="orderId" value={order.id} />
          <input type="hidden" name="version" value={order.version} />
          <TextField name="reason" label="Why? It helps us get better." optional maxLength={500} />
          <div className="flex flex-wrap justify-end gap-3">
            <Button tone="quiet" onClick={() => dialog.current?.close()}>
              Keep it
            </Button>
            <SubmitButton tone="danger" pendingLabel="Cancelling">
              Cancel order
            </SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
