'use client';
import { useActionState } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { unsubscribeAction } from './preference-actions.ts';

/** The no to a kind of messages. A press is needed: programs that look through mails open every link. */
export function UnsubscribeForm({ token }: { token: string }) {
  const [state, action] = useActionState(unsubscribeAction, idleForm);
  if (state.status === 'done') {
    return (
      <div className="grid justify-items-start gap-6">
        <Notice tone="good">{state.message}</Notice>
        <ButtonLink href="/" tone="secondary">
          To the shop
        </ButtonLink>
      </div>
    );
  }
  return (
    <form action={action} className="grid justify-items-start gap-6">
      {state.message && <Notice tone="bad">{state.message}</Notice>}
      <input type="hidden" name="token" value={token} />
      <SubmitButton pendingLabel="Noting">No more of these messages</SubmitButton>
    </form>
  );
}
