'use client';
import { useActionState } from 'react';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { saveContactAction } from './checkout-actions.ts';

/** Where messages about the order go. */
export function ContactForm({ email }: { email: string }) {
  const [state, action] = useActionState(saveContactAction, idleForm);
  return (
    <form action={action} noValidate className="grid gap-6">
      <FormErrors state={state} />
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="email"
        inputMode="email"
        defaultValue={state.values.email ?? email}
        hint="For the confirmation and news about this order. Nothing else."
        error={state.fieldErrors.email}
      />
      <SubmitButton
        size="large"
        pendingLabel="One moment"
        className="justify-self-stretch sm:justify-self-end"
      >
        Continue to shipping
      </SubmitButton>
    </form>
  );
}
