'use server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { login, logout, register } from '@/lib/api/account.ts';
import { ApiError } from '@/lib/api/api-error.ts';
import { claimCart } from '@/lib/api/cart.ts';
import type { SessionResultFragment } from '@/lib/api/generated/graphql.ts';
import { arrangeErrors } from '@/lib/error-words.ts';
import { messagesByField } from '@/lib/form-messages.ts';
import { log } from '@/lib/log.ts';
import { safePath } from '@/lib/security/safe-path.ts';
import { forgetSession, keepSession } from '@/lib/session/identity.ts';
import { cookieNames } from '@/lib/session/session-cookies.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';

const unavailable = 'The shop did not answer. Please try again in a moment.';

const credentials = z.object({
  email: z.email('Please enter an e-mail address, such as name@example.com.'),
  password: z.string().min(1, 'Please enter your password.'),
});

const newAccount = z.object({
  firstName: z.string().min(1, 'Please enter your first name.').max(100),
  lastName: z.string().min(1, 'Please enter your last name.').max(100),
  email: credentials.shape.email,
  password: z
    .string()
    .min(8, 'Please choose at least 8 characters.')
    .max(128, 'Please choose at most 128 characters.'),
});

async function signIn(
  run: () => Promise<SessionResultFragment>,
  form: FormData,
  fields: readonly string[],
): Promise<FormState> {
  const values = textValues(form, ['password', 'totpCode']);
  let result: SessionResultFragment;
  try {
    result = await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'sign-in without an answer', { error });
    return refusedForm(values, unavailable);
  }
  if (!result.session) {
    const { message, fieldErrors } = arrangeErrors(result.userErrors, fields);
    return refusedForm(values, message, fieldErrors);
  }
  await keepSession(result.session, Date.now());
  await claimCart(result.session.accessToken);
  (await cookies()).delete(cookieNames.ended);
  redirect(safePath(form.get('next'), '/account'));
}

/** Signs in and takes the guest's cart along; then on to the page in `next`. */
export async function loginAction(_previous: FormState, form: FormData): Promise<FormState> {
  const raw = { email: String(form.get('email') ?? '').trim(), password: String(form.get('password') ?? '') };
  const parsed = credentials.safeParse(raw);
  if (!parsed.success) return refusedForm({ email: raw.email }, null, messagesByField(parsed.error));
  const totpCode = String(form.get('totpCode') ?? '').trim();
  const input = { ...parsed.data, ...(totpCode ? { totpCode } : {}) };
  return signIn(() => login(input), form, ['email', 'password', 'totpCode']);
}

/** Creates an account, signs in and takes the guest's cart along; then on to the page in `next`. */
export async function registerAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form, ['password']);
  const parsed = newAccount.safeParse({ ...values, password: String(form.get('password') ?? '') });
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  return signIn(() => register(parsed.data), form, ['firstName', 'lastName', 'email', 'password']);
}

/** Signs out here. */
export async function logoutAction(): Promise<void> {
  await logout(false);
  await forgetSession();
  redirect('/');
}

/** Signs out on all devices. */
export async function logoutEverywhereAction(): Promise<void> {
  await logout(true);
  await forgetSession();
  redirect('/login');
}
