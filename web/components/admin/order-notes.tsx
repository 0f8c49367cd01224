'use client';
import { useActionState } from 'react';
import type { AdminOrder } from '@/lib/api/admin.ts';
import { formatMoment } from '@/lib/dates.ts';
import { TextArea } from '../ui/field.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { addNoteAction } from './saga-actions.ts';

/** Notes on an order, and a field for another. */
export function OrderNotes({ order }: { order: AdminOrder }) {
  const [state, action] = useActionState(addNoteAction, idleForm);
  return (
    <section aria-labelledby="notes" className="grid gap-4 rounded-md border border-line bg-surface p-5">
      <h2 id="notes" className="font-semibold">
        Notes
      </h2>
      {order.notes.length > 0 && (
        <ul className="grid gap-3">
          {order.notes.map((note) => (
            <li key={note.id} className="border-l-2 border-line pl-4">
              <p className="break-words whitespace-pre-line">{note.text}</p>
              <p className="text-small text-faint">
                {formatMoment(note.at)},{' '}
                {note.visibility === 'CUSTOMER' ? 'the buyer reads it' : 'staff only'}
              </p>
            </li>
          ))}
        </ul>
      )}
      <form key={order.notes.length} action={action} className="grid gap-3">
        {state.message && (
          <Notice tone={state.status === 'done' ? 'good' : 'bad'}>
            <FormMessage message={state.message} />
          </Notice>
        )}
        <input type="hidden" name="orderId" value={order.id} />
        <input type="hidden" name="version" value={order.version} />
        <TextArea
          id="note-text"
          name="text"
          label="New note"
          maxLength={2000}
          defaultValue={state.values.text}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <label className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name="forBuyer" className="size-4.5 accent-accent" /> The buyer reads it
            too
          </label>
          <SubmitButton tone="secondary" pendingLabel="Keeping">
            Add note
          </SubmitButton>
        </div>
      </form>
    </section>
  );
}
