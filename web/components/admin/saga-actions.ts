'use server';
import { revalidatePath } from 'next/cache';
import { ApiError } from '@/lib/api/api-error.ts';
import { addOrderNote, operateSaga } from '@/lib/api/sagas.ts';
import { type UserError, wordsFor } from '@/lib/error-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { log } from '@/lib/log.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

async function submit(
  values: Record<string, string>,
  path: string,
  done: string,
  run: () => Promise<readonly UserError[]>,
): Promise<FormState> {
  try {
    const errors = await run();
    revalidatePath(path);
    if (errors.length > 0) return refusedForm(values, [...new Set(errors.map(wordsFor))].join(' '));
    return doneForm(done);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'staff action failed', { error });
    const words =
      error.kind === 'forbidden'
        ? 'Your role does not allow this.'
        : 'The shop did not answer. Please try again.';
    return refusedForm(values, words);
  }
}

/** Asks again for an order that waits, or ends it and has everything undone, as the pressed button says. */
export async function operateSagaAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { orderId = '', attempts, note = '', operation } = values;
  if (operation !== 'retry' && operation !== 'compensate') return refusedForm(values, 'Please choose.');
  if (!note) return refusedForm(values, 'Please say why; it is kept with the order.');
  const key = idempotencyKey(`${operation}Saga`, { orderId, attempts, note });
  const done = operation === 'retry' ? 'It was asked again.' : 'The order is cancelled and undone.';
  return submit(values, '/admin/sagas', done, () =>
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
  return submit(values, `/admin/orders/${orderId}`, 'The note is kept.', () =>
    addOrderNote({ orderId, text, visibility, idempotencyKey: key }),
  );
}
