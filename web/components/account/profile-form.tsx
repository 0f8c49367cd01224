'use client';
import { useActionState } from 'react';
import type { ViewerProfile } from '@/lib/api/account.ts';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { changePasswordAction, updateProfileAction } from './account-actions.ts';

/** Name and phone. */
export function ProfileForm({ profile }: { profile: ViewerProfile }) {
  const [state, action] = useActionState(updateProfileAction, idleForm);
  return (
    <form action={action} noValidate className="grid gap-5">
      <FormErrors state={state} />
      {state.status === 'done' && <Notice tone="good">{state.message}</Notice>}
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="firstName"
          label="First name"
          autoComplete="given-name"
          defaultValue={state.values.firstName ?? profile.firstName ?? ''}
          error={state.fieldErrors.firstName}
        />
        <TextField
          name="lastName"
          label="Last name"
          autoComplete="family-name"
          defaultValue={state.values.lastName ?? profile.lastName ?? ''}
          error={state.fieldErrors.lastName}
        />
      </div>
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        optional
        autoComplete="tel"
        hint="For text messages about your orders, for example +1 503 555 0123."
        defaultValue={state.values.phone ?? profile.phone ?? ''}
        error={state.fieldErrors.phone}
      />
      <SubmitButton pendingLabel="Saving" className="justify-self-start">
        Save
      </SubmitButton>
    </form>
  );
}

/** A new password. */
export function PasswordForm() {
  const [state, action] = useActionState(changePasswordAction, idleForm);
  return (
    <form action={action} noValidate className="grid gap-5">
      <FormErrors state={state} />
      {state.status === 'done' && <Notice tone="good">{state.message}</Notice>}
      <TextField
        name="currentPassword"
        type="password"
        label="Password now"
        autoComplete="current-password"
        error={state.fieldErrors.currentPassword}
      />
      <TextField
        name="newPassword"
        type="password"
        label="New password"
        autoComplete="new-password"
        hint="At least 8 characters."
        error={state.fieldErrors.newPassword}
      />
      <SubmitButton tone="secondary" pendingLabel="Changing" className="justify-self-start">
        Change password
      </SubmitButton>
    </form>
  );
}
