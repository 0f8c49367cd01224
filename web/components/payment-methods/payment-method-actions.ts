'use server';
import { revalidatePath } from 'next/cache';
import { removePaymentMethod } from '@/lib/api/payment-methods.ts';
import { wordsFor } from '@/lib/error-words.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

/** Removes the way to pay named in `id`. */
export async function removePaymentMethodAction(_previous: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = textValues(form);
  try {
    const { userErrors } = await removePaymentMethod(id);
    revalidatePath('/account/payment-methods');
    return userErrors[0] ? refusedForm({}, wordsFor(userErrors[0])) : doneForm('Removed.');
  } catch (error) {
    return failedForm({}, error, 'payment method not removed');
  }
}
