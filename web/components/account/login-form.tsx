'use client';
import Link from 'next/link';
import { useActionState } from 'react';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { loginAction } from './session-actions.ts';

/** Signs in and goes on to `next`. */
export function LoginForm({ next }: { next: string }) {
  const [state, action] = useActionState(loginAction, idleForm);
  return (
    <form action={action} noValidate className="grid gap-5">
      <FormErrors state={state} />
      <input type="hidden" name="next" value={next} />
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
        autoComplete="current-password"
        error={state.fieldErrors.password}
      />
      <details className="text-small text-soft">
        <summary className="inline-flex min-h-11 items-center underline-offset-2 hover:underline">
          I use an authenticator app
        </summary>
        <TextField
          name="totpCode"
          label="Code from the app"
          optional
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          className="mt-2"
        />
      </details>
      <SubmitButton size="large" pendingLabel="Signing in">
        Sign in
      </SubmitButton>
      <p className="text-center text-soft">
        New here?{' '}
        <Link
          href={`/register?next=${encodeURIComponent(next)}`}
          className="font-medium text-accent underline underline-offset-2"
        >
          Create an account
        </Link>
      </p>
    </form>
  );
}
