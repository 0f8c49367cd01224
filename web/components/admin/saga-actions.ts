'use server';
import { addOrderNote, operateSaga } from '@/lib/api/sagas.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { submitStaffForm } from './staff-form.ts';

/** Asks again for an order that waits, or ends it and has everything undone, as the pressed button says. */
export async function operateSagaAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { orderId = '', attempts, note = '', operation } = values;
  if (operation !== 'retry' && operation !== 'compensate') return refusedForm(values, 'Please choose.');
  if (!note) return refusedForm(values, 'Please say why; it is kept with the order.');
  const key = idempotencyKey(`${operation}Saga`, { orderId, attempts, note });
  const done = operation === 'retry' ? 'It was asked again.' : 'The order is cancelled and undone.';
  return submitStaffForm({ values, path: '/admin/sagas', done }, () =>
    operateSaga(operation, { orderId, note, idempotencyKey: key }),
  );
}

/** Writes a note on an order, for its buyer too where `forBuyer` is ticked. */
export async function addNoteAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { orderId = '', version, text = '', forBuyer } = values;
  if (!text) return refusedForm(values, 'Please write something.');
  const visibility = forBuyer === 'on' ? ('CUSTOMER' as const) : ('STAFF' as const);
  const key = idempotencyKey('addOrderNote', { orderId, version, text, visibility });
  const path = `/admin/orders/${orderId}`;
  return submitStaffForm({ values, path, done: 'The note is kept.' }, () =>
    addOrderNote({ orderId, text, visibility, idempotencyKey: key }),
  );
}
