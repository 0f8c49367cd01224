'use client';
import { useActionState, useEffect, useRef } from 'react';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { findOrderAction, type LookupState } from './order-actions.ts';
import { OrderLive } from './order-live.tsx';

const idle: LookupState = { ...idleForm, order: null };

/** Finds a guest's order by number and address, and shows it in place. */
export function OrderLookup() {
  const [state, action] = useActionState(findOrderAction, idle);
  const found = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.order) found.current?.focus();
  }, [state]);
  if (state.order) {
    return (
      <div ref={found} tabIndex={-1} className="grid gap-8 outline-none">
        <OrderLive key={state.order.version} initial={state.order} follow={false} />
        <form action={action} className="border-t border-line pt-6">
          <input type="hidden" name="number" value={state.values.number} />
          <input type="hidden" name="email" value={state.values.email} />
          <SubmitButton tone="secondary" pendingLabel="Looking again">
            Look again
          </SubmitButton>
        </form>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-md">
      <h1 className="text-heading">Find an order</h1>
      <p className="mt-2 mb-7 text-soft">
        With the number on your confirmation and the e-mail address you ordered with.
      </p>
      <form action={action} noValidate className="grid gap-5">
        <FormErrors state={state} labels={{ number: 'Order number', email: 'E-mail address' }} />
        <TextField
          name="number"
          label="Order number"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={state.values.number}
          error={state.fieldErrors.number}
        />
        <TextField
          name="email"
          type="email"
          label="E-mail address"
          autoComplete="email"
          defaultValue={state.values.email}
          error={state.fieldErrors.email}
        />
        <SubmitButton size="large" pendingLabel="Looking">
          Find order
        </SubmitButton>
      </form>
    </div>
  );
}
