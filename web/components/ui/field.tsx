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

/** React resets a form after its action, and a list to its first entry: what is chosen has to be the default. */
function keepThroughReset(select: HTMLSelectElement | null, value: SelectValue): void {
  for (const option of select?.options ?? []) option.defaultSelected = option.value === String(value);
}

type SelectValue = ComponentProps<'select'>['value'];

/** A labelled choice from a list. */
export function SelectField(props: Shared & Omit<ComponentProps<'select'>, 'id' | 'name'>) {
  const { label, hint, error, optional, className, id = props.name, value, children, ...input } = props;
  return (
    <FieldShell id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <select
        id={id}
        className="field"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        ref={value === undefined ? undefined : (select) => keepThroughReset(select, value)}
        value={value}
        {...input}
      >
        {children}
      </select>
    </FieldShell>
  );
}
