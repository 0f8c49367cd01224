'use client';
import { useActionState, useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { stockAlertAction } from './stock-alert-actions.ts';

interface StockAlertFormProps {
  readonly variantId: string;
  /** Whether the account tells where to write. */
  readonly isUser: boolean;
  /** Whether the visitor waits for it already, as the page was loaded. */
  readonly waiting: boolean;
}

/** For a variant that is sold out: asks to be told when it is back, or takes that back. */
export function StockAlertForm({ variantId, isUser, waiting }: StockAlertFormProps) {
  const [state, action] = useActionState(stockAlertAction, idleForm);
  const form = useRef<HTMLFormElement>(null);
  // The pressed button is gone where it worked; where it did not, the field says why.
  useEffect(() => {
    if (state.status === 'done') form.current?.focus();
    if (state.fieldErrors.email) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [state]);
  const isWaiting = state.status === 'done' ? state.values.operation !== 'cancel' : waiting;
  return (
    <form
      ref={form}
      tabIndex={-1}
      aria-label="Alert when it is back"
      action={action}
      noValidate
      className="grid gap-3 rounded-md bg-sunken p-4 outline-none"
    >
      <input type="hidden" name="variantId" value={variantId} />
      {state.message && state.status === 'error' && (
        <Notice tone="bad">
          <FormMessage message={state.message} />
        </Notice>
      )}
      {isWaiting ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p role="status" className="flex items-center gap-2.5 font-medium">
            <Icon name="bell" size={18} className="shrink-0 text-accent" />
            We will write to you once, when it is back.
          </p>
          <Button type="submit" tone="secondary" size="small" name="operation" value="cancel">
            Do not write
          </Button>
        </div>
      ) : (
        <>
          <p className="font-medium">Shall we tell you when it is back?</p>
          {state.status === 'done' && (
            <p role="status" className="text-small text-soft">
              {state.message}
            </p>
          )}
          <div className="flex flex-wrap items-start gap-3">
            {!isUser && (
              <TextField
                name="email"
                id="alert-email"
                type="email"
                label="E-mail address"
                autoComplete="email"
                defaultValue={state.values.email ?? ''}
                error={state.fieldErrors.email}
                className="min-w-56 grow"
              />
            )}
            <SubmitButton
              tone="secondary"
              pendingLabel="Noting"
              className={isUser ? '' : 'mt-[1.65rem] max-sm:mt-0 max-sm:w-full'}
            >
              Tell me
            </SubmitButton>
          </div>
        </>
      )}
    </form>
  );
}
