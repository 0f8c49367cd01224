'use server';
import { cancelStockAlert, requestStockAlert } from '@/lib/api/back-in-stock.ts';
import { arrangeErrors, type UserError } from '@/lib/error-words.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

async function submit(
  values: Record<string, string>,
  done: string,
  run: () => Promise<readonly UserError[]>,
): Promise<FormState> {
  try {
    const errors = await run();
    if (errors.length === 0) return doneForm(done, values);
    const { message, fieldErrors } = arrangeErrors(errors, ['email']);
    return refusedForm(values, message, fieldErrors);
  } catch (error) {
    const again = 'The shop did not answer. Please press again.';
    return failedForm(values, error, 'back-in-stock alert not changed', again);
  }
}

/** Asks for an alert, or takes it back, as the pressed button says; guests give their address. */
export async function stockAlertAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { variantId = '', email, operation } = values;
  if (operation === 'cancel') {
    return submit(values, 'We will not write about it.', () => cancelStockAlert(variantId));
  }
  if (email === '') return refusedForm(values, null, { email: 'Please enter your e-mail address.' });
  return submit(values, 'We will write to you once, when it is back.', () =>
    requestStockAlert({ variantId, ...(email ? { email } : {}), locale: 'en' }),
  );
}
