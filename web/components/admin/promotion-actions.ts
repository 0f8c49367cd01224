'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { archivePromotion, createPromotion, updatePromotion } from '@/lib/api/promotions.ts';
import { arrangeErrors, type UserError } from '@/lib/error-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { readPromotion } from '@/lib/promotion-form.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { failedStaffForm } from './staff-form.ts';

const fields = ['name', 'code', 'startsAt', 'endsAt', 'usageLimit', 'usageLimitPerCustomer', 'priority'];

async function submit(
  values: Record<string, string>,
  run: () => Promise<readonly UserError[]>,
): Promise<FormState> {
  try {
    const errors = await run();
    if (errors.length > 0) {
      const { message, fieldErrors } = arrangeErrors(errors, fields);
      return refusedForm(values, message, fieldErrors);
    }
  } catch (error) {
    return failedStaffForm(values, error, 'promotion not saved');
  }
  revalidatePath('/admin/promotions');
  redirect('/admin/promotions');
}

/** Makes a promotion, or replaces the one of `id` at `version`. `opened` tells forms apart that were opened twice. */
export async function savePromotionAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { promotion, fieldErrors } = readPromotion(values);
  if (!promotion) return refusedForm(values, null, fieldErrors);
  const { id, version, opened } = values;
  if (!id) {
    const key = idempotencyKey('createPromotion', { promotion, opened });
    return submit(values, () => createPromotion({ promotion, idempotencyKey: key }));
  }
  const input = { id, promotion, expectedVersion: Number(version) };
  return submit(values, () =>
    updatePromotion({ ...input, idempotencyKey: idempotencyKey('updatePromotion', input) }),
  );
}

/** Takes a promotion out of use for good. */
export async function archivePromotionAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const input = { id: values.id ?? '', expectedVersion: Number(values.version) };
  return submit(values, () =>
    archivePromotion({ ...input, idempotencyKey: idempotencyKey('archivePromotion', input) }),
  );
}
