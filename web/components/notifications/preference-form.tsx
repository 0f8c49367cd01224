'use client';
import { useActionState } from 'react';
import type { NotificationPreference } from '@/lib/api/preferences.ts';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { savePreferencesAction } from './preference-actions.ts';

const words: Record<NotificationPreference['topic'], readonly [label: string, hint: string]> = {
  CART_REMINDERS: ['My cart', 'A reminder of what I left in it, once per cart.'],
  BACK_IN_STOCK: ['What I wait for', 'When something is back that I asked to be told about.'],
  LOW_STOCK: ['My stock', 'When goods that I sell run low.'],
};

/** Which messages are wanted beside those about orders and the account's security. */
export function PreferenceForm({ preferences }: { preferences: readonly NotificationPreference[] }) {
  const [state, action] = useActionState(savePreferencesAction, idleForm);
  return (
    <form action={action} className="grid gap-4">
      {state.message && (
        <Notice tone={state.status === 'done' ? 'good' : 'bad'}>
          <FormMessage message={state.message} />
        </Notice>
      )}
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {preferences.map(({ topic, wanted }) => {
          const [label, hint] = words[topic];
          return (
            <li key={topic}>
              <input type="hidden" name="topic" value={topic} />
              <label className="flex min-h-14 cursor-pointer items-center gap-4 px-5 py-3">
                <input
                  type="checkbox"
                  name={topic}
                  defaultChecked={wanted}
                  className="size-5 shrink-0 accent-accent"
                />
                <span>
                  <span className="font-medium">{label}</span>
                  <span className="block text-small text-soft">{hint}</span>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      <SubmitButton tone="secondary" pendingLabel="Saving" className="justify-self-start">
        Save
      </SubmitButton>
    </form>
  );
}
