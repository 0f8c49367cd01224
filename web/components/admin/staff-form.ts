import { revalidatePath } from 'next/cache';
import { ApiError } from '@/lib/api/api-error.ts';
import { type UserError, wordsFor } from '@/lib/error-words.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm } from '../ui/form-state.ts';

type Values = Readonly<Record<string, string>>;

/** Runs a staff action, shows the page at `path` as it is afterwards, and says `done` or what was refused. */
export async function submitStaffForm(
  { values, path, done }: { readonly values: Values; readonly path: string; readonly done: string },
  run: () => Promise<readonly UserError[]>,
): Promise<FormState> {
  try {
    const errors = await run();
    revalidatePath(path);
    if (errors.length > 0) return refusedForm(values, [...new Set(errors.map(wordsFor))].join(' '));
    return doneForm(done);
  } catch (error) {
    return failedStaffForm(values, error, 'staff action failed');
  }
}

/**
 * What a staff form shows where the shop did not do what it asked for.
 *
 * @throws what is not a failure of the shop
 */
export function failedStaffForm(values: Values, error: unknown, message: string): FormState {
  const isForbidden = error instanceof ApiError && error.kind === 'forbidden';
  return failedForm(values, error, message, isForbidden ? 'Your role does not allow this.' : undefined);
}
