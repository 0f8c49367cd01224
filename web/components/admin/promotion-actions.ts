'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { ApiError } from '@/lib/api/api-error.ts';
import { archivePromotion, createPromotion, updatePromotion } from '@/lib/api/promotions.ts';
import { arrangeErrors, type UserError } from '@/lib/error-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { log } from '@/lib/log.ts';
import { readPromotion } from '@/lib/promotion-form.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';

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
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'promotion not saved', { error });
    const words =
      error.kind === 'forbidden'
        ? 'Your role does not allow this.'
        : 'The shop did not answer. Please try again.';
    return refusedForm(values, words);
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
