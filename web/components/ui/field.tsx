'use client';
import type { ComponentProps, ReactNode } from 'react';

interface FieldShellProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly optional?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

function FieldShell({ id, label, hint, error, optional, className = '', children }: FieldShellProps) {
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="flex justify-between gap-4 text-small font-medium text-ink">
        {label}
        {optional && <span className="font-normal text-faint">Optional</span>}
      </label>
      {children}
      {hint && !error && (
        <p id={`${id}-hint`} className="text-small text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

type Shared = Omit<FieldShellProps, 'id' | 'children'> & { readonly id?: string; readonly name: string };

function describedBy(id: string, hint?: string, error?: string): string | undefined {
  if (error) return `${id}-error`;
  return hint ? `${id}-hint` : undefined;
}

/** A labelled text field with its hint or error. */
export function TextField(props: Shared & Omit<ComponentProps<'input'>, 'id' | 'name'>) {
  const { label, hint, error, optional, className, id = props.name, ...input } = props;
  return (
    <FieldShell id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <input
        id={id}
        className="field"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        required={!optional}
        {...input}
      />
    </FieldShell>
  );
}

/** A labelled text area. */
export function TextArea(props: Shared & Omit<ComponentProps<'textarea'>, 'id' | 'name'>) {
  const { label, hint, error, optional, className, id = props.name, ...input } = props;
  return (
    <FieldShell id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <textarea
        id={id}
        className="field min-h-28"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        required={!optional}
        {...input}
      />
    </FieldShell>
  );
}

/**
 * A choice from a list. React resets a form after its action, and a list to what it began with, so that a buyer who is told of a
 * mistake would send another choice than theirs: here what is chosen, or was sent, is what a reset leads to.
 */
export function Select(props: ComponentProps<'select'>) {
  const { value, defaultValue } = props;
  const kept = value ?? defaultValue;
  const keep = (select: HTMLSelectElement | null) => {
    if (kept === undefined) return;
    for (const option of select?.options ?? []) {
      const chosen = option.value === String(kept);
      if (option.defaultSelected !== chosen) option.defaultSelected = chosen;
    }
  };
  return <select ref={keep} {...props} />;
}

/** A labelled choice from a list. */
export function SelectField(props: Shared & Omit<ComponentProps<'select'>, 'id' | 'name'>) {
  const { label, hint, error, optional, className, id = props.name, children, ...input } = props;
  return (
    <FieldShell id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <Select
        id={id}
        className="field"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...input}
      >
        {children}
      </Select>
    </FieldShell>
  );
}
