'use server';
import { revalidatePath } from 'next/cache';
import { ApiError } from '@/lib/api/api-error.ts';
import {
  loadNotificationPreferences,
  setNotificationPreference,
  unsubscribe,
} from '@/lib/api/preferences.ts';
import { log } from '@/lib/log.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

/** Keeps which messages are wanted: a box that is ticked says yes, and those shown are named by `topic`. */
export async function savePreferencesAction(_previous: FormState, form: FormData): Promise<FormState> {
  const shown = form.getAll('topic');
  try {
    for (const { topic, wanted } of await loadNotificationPreferences()) {
      const ticked = form.get(topic) === 'on';
      if (shown.includes(topic) && ticked !== wanted) await setNotificationPreference(topic, ticked);
    }
  } catch (error) {
    return failedForm({}, error, 'preferences not saved');
  }
  revalidatePath('/account/notifications');
  return doneForm('Your choice is kept.');
}

/** Says no to the messages that a mail's link is about; field `token`. */
export async function unsubscribeAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  try {
    if (await unsubscribe(values.token ?? '')) return doneForm('These messages come no more.');
    return refusedForm(values, 'This link is not whole. Please open it from the message again.');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'not unsubscribed', { error });
    return refusedForm(values, 'The shop did not answer. Please try again.');
  }
}
