'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { createFlashSale } from '@/lib/api/flash-sales.ts';
import { arrangeErrors, type UserError } from '@/lib/error-words.ts';
import { readFlashSale } from '@/lib/flash-sale-form.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { failedStaffForm } from './staff-form.ts';

const fields = ['variantId', 'price', 'startsAt', 'endsAt', 'allocation', 'limitPerBuyer'];

/** What is wrong with the price in minor units is said at the field where it is typed. */
function atPrice(error: UserError): UserError {
  return error.field?.at(-1) === 'priceMinor' ? { ...error, field: ['price'] } : error;
}

/** Announces a flash sale, once for each form that was opened. */
export async function announceFlashSaleAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { sale, fieldErrors } = readFlashSale(values);
  if (!sale) return refusedForm(values, null, fieldErrors);
  const key = idempotencyKey('createFlashSale', { sale, opened: values.opened });
  try {
    const errors = await createFlashSale({ ...sale, idempotencyKey: key });
    if (errors.length > 0) {
      const arranged = arrangeErrors(errors.map(atPrice), fields);
      return refusedForm(values, arranged.message, arranged.fieldErrors);
    }
  } catch (error) {
    return failedStaffForm(values, error, 'flash sale not announced');
  }
  revalidatePath('/admin/flash-sales');
  redirect('/admin/flash-sales?announced=1');
}
