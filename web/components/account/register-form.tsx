'use client';
import Link from 'next/link';
import { useActionState } from 'react';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { registerAction } from './session-actions.ts';

/** Creates an account and goes on to `next`. */
export function RegisterForm({ next }: { next: string }) {
  const [state, action] = useActionState(registerAction, idleForm);
  return (
    <form action={action} noValidate className="grid gap-5">
      <FormErrors state={state} />
      <input type="hidden" name="next" value={next} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="firstName"
          label="First name"
          autoComplete="given-name"
          maxLength={100}
          defaultValue={state.values.firstName}
          error={state.fieldErrors.firstName}
        />
        <TextField
          name="lastName"
          label="Last name"
          autoComplete="family-name"
          maxLength={100}
          defaultValue={state.values.lastName}
          error={state.fieldErrors.lastName}
        />
      </div>
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="username"
        defaultValue={state.values.email}
        error={state.fieldErrors.email}
      />
      <TextField
        name="password"
        type="password"
        label="Password"
        autoComplete="new-password"
        minLength={8}
        maxLength={128}
        hint="At least 8 characters. A few words together are easy to remember."
        error={state.fieldErrors.password}
      />
      <SubmitButton size="large" pendingLabel="Creating your account">
        Create account
      </SubmitButton>
      <p className="text-center text-soft">
        Have one already?{' '}
        <Link
          href={`/login?next=${encodeURIComponent(next)}`}
          className="font-medium text-accent underline underline-offset-2"
        >
          Sign in
        </Link>
      </p>
    </form>
  );
}
