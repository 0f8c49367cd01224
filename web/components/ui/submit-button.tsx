'use client';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonSize, type ButtonTone, buttonClass } from './button.tsx';
import { Spinner } from './spinner.tsx';

interface SubmitButtonProps {
  readonly children: ReactNode;
  /** Said while the form is being sent. */
  readonly pendingLabel: string;
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** Sends its form once: further presses do nothing until the answer is there. Keeps focus while it waits. */
export function SubmitButton({ children, pendingLabel, tone, size, className, disabled }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      aria-disabled={pending || undefined}
      disabled={disabled}
      className={buttonClass(tone, size, className)}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending ? (
        <>
          <Spinner /> {pendingLabel}
        </>
      ) : (
        children
      )}
    </button>
  );
}
