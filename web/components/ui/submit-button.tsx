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
  /** What tells the buttons of one form apart: only the one that was pressed shows that it waits. */
  readonly name?: string;
  readonly value?: string;
}

/** Sends its form once: further presses do nothing until the answer is there. Keeps focus while it waits. */
export function SubmitButton({
  children,
  pendingLabel,
  tone,
  size,
  className,
  disabled,
  name,
  value,
}: SubmitButtonProps) {
  const { pending, data } = useFormStatus();
  const isPressed = pending && (name === undefined || data.get(name) === value);
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      disabled={disabled}
      className={buttonClass(tone, size, className)}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {isPressed ? (
        <>
          <Spinner /> {pendingLabel}
        </>
      ) : (
        children
      )}
    </button>
  );
}
