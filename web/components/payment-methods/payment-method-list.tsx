'use client';
import { useActionState } from 'react';
import type { SavedPaymentMethod } from '@/lib/api/payment-methods.ts';
import { methodExpiry, methodName } from '@/lib/payment-method-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { removePaymentMethodAction } from './payment-method-actions.ts';

/** The ways to pay that a customer has kept, each to be taken back. */
export function PaymentMethodList({ methods }: { methods: readonly SavedPaymentMethod[] }) {
  return (
    <>
      <h1 className="mb-2 text-heading">Payment methods</h1>
      <p className="mb-6 max-w-prose text-soft">
        The payment provider keeps these for you. We only know what you see here; your card number never
        reaches this shop.
      </p>
      {methods.length === 0 ? (
        <EmptyState icon="card" title="Nothing kept yet">
          Choose to keep your card the next time you pay, and it is offered to you here and at checkout.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {methods.map((method) => (
            <PaymentMethodItem key={method.id} method={method} />
          ))}
        </ul>
      )}
    </>
  );
}

function PaymentMethodItem({ method }: { method: SavedPaymentMethod }) {
  const [state, action] = useActionState(removePaymentMethodAction, idleForm);
  const name = methodName(method);
  return (
    <li className="grid gap-3 rounded-lg border border-line bg-surface p-5">
      <div className="flex items-center gap-4">
        <span className="text-soft">
          <Icon name="card" size={26} />
        </span>
        <div>
          <p className="font-medium">{name}</p>
          <p className="text-small text-soft">{methodExpiry(method) ?? ' '}</p>
        </div>
      </div>
      {state.status === 'error' && (
        <Notice tone="bad">
          <FormMessage message={state.message} />
        </Notice>
      )}
      <form action={action} className="-mb-2 -ml-4">
        <input type="hidden" name="id" value={method.id} />
        <SubmitButton tone="quiet" size="small" pendingLabel="Removing">
          Remove<span className="sr-only"> {name}</span>
        </SubmitButton>
      </form>
    </li>
  );
}
