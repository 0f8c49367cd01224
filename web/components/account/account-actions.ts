'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changePassword, removeAddress, saveAddress, updateProfile } from '@/lib/api/account.ts';
import { arrangeErrors, type UserError } from '@/lib/error-words.ts';
import { messagesByField } from '@/lib/form-messages.ts';
import { addressSchema, phoneSchema } from '@/lib/session/checkout-draft.ts';
import { addressFields } from '../checkout/address-field-names.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

/** Runs a change of the account and arranges what comes of it for its form. */
async function submit(
  run: () => Promise<{ readonly userErrors: readonly UserError[] }>,
  form: {
    readonly values: Record<string, string>;
    readonly fields: readonly string[];
    readonly done: string;
  },
): Promise<FormState> {
  try {
    const { userErrors } = await run();
    if (userErrors.length > 0) {
      const { message, fieldErrors } = arrangeErrors(userErrors, form.fields);
      return refusedForm(form.values, message, fieldErrors);
    }
    return doneForm(form.done, form.values);
  } catch (error) {
    return failedForm(form.values, error, 'account not changed');
  }
}

const profile = z.object({
  firstName: z.string().min(1, 'Please enter your first name.').max(100),
  lastName: z.string().min(1, 'Please enter your last name.').max(100),
  phone: phoneSchema,
});

/** Changes name and phone. */
export async function updateProfileAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = profile.safeParse(values);
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  const input = { ...parsed.data, phone: parsed.data.phone ?? null };
  const state = await submit(() => updateProfile(input), {
    values,
    fields: ['firstName', 'lastName', 'phone'],
    done: 'Saved.',
  });
  if (state.status === 'done') revalidatePath('/account', 'layout');
  return state;
}

const passwords = z.object({
  currentPassword: z.string().min(1, 'Please enter your password in force.'),
  newPassword: z
    .string()
    .min(8, 'Please choose at least 8 characters.')
    .max(128, 'Please choose at most 128 characters.'),
});

/** Changes the password; all other devices are signed out. */
export async function changePasswordAction(_previous: FormState, form: FormData): Promise<FormState> {
  const raw = {
    currentPassword: String(form.get('currentPassword') ?? ''),
    newPassword: String(form.get('newPassword') ?? ''),
  };
  const parsed = passwords.safeParse(raw);
  if (!parsed.success) return refusedForm({}, null, messagesByField(parsed.error));
  const done = 'Your password is changed. All other devices are signed out.';
  return submit(() => changePassword(parsed.data), {
    values: {},
    fields: ['currentPassword', 'newPassword'],
    done,
  });
}

/** Adds an address, or changes the one named in `addressId`. */
export async function saveAddressAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = addressSchema.safeParse(values);
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  const address = { ...parsed.data, isDefault: form.get('isDefault') === 'on' };
  const run = () => saveAddress(values.addressId || null, address);
  const state = await submit(run, { values, fields: addressFields, done: 'Saved.' });
  if (state.status === 'done') revalidatePath('/account/addresses');
  return state;
}

/** Removes the address named in `addressId`. */
export async function removeAddressAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const state = await submit(() => removeAddress(values.addressId ?? ''), {
    values,
    fields: [],
    done: 'Removed.',
  });
  if (state.status === 'done') revalidatePath('/account/addresses');
  return state;
}
