/** What a form shows after it was sent: nothing yet, what was wrong with the input kept, or that it is done. */
export interface FormState {
  readonly status: 'idle' | 'error' | 'done';
  readonly message: string | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** What was typed, so that nothing has to be typed again. Never passwords. */
  readonly values: Readonly<Record<string, string>>;
}

export const idleForm: FormState = { status: 'idle', message: null, fieldErrors: {}, values: {} };

/** A form that was refused. */
export function refusedForm(
  values: Readonly<Record<string, string>>,
  message: string | null,
  fieldErrors: Readonly<Record<string, string>> = {},
): FormState {
  return { status: 'error', message, fieldErrors, values };
}

/** A form that was accepted. */
export function doneForm(message: string, values: Readonly<Record<string, string>> = {}): FormState {
  return { status: 'done', message, fieldErrors: {}, values };
}

/** The text fields of a form, trimmed; files and the framework's own fields are left out. */
export function textValues(form: FormData, omit: readonly string[] = []): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('$') && !omit.includes(name))
      values[name] = value.trim();
  }
  return values;
}
