'use client';
import { useEffect, useRef } from 'react';
import { FormMessage } from './form-message.tsx';
import type { FormState } from './form-state.ts';
import { Notice } from './notice.tsx';

/** What is wrong with a form, over it: takes the focus when it appears and leads to each field. */
export function FormErrors({
  state,
  labels = {},
}: {
  state: FormState;
  labels?: Readonly<Record<string, string>>;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status === 'error') box.current?.focus();
  }, [state]);
  if (state.status !== 'error') return null;
  const fields = Object.entries(state.fieldErrors);
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice tone="bad">
        <p className="font-medium">
          <FormMessage message={state.message ?? 'Please check what is marked below.'} />
        </p>
        {fields.length > 0 && (
          <ul className="mt-1 list-disc pl-5">
            {fields.map(([field, message]) => (
              <li key={field}>
                <a href={`#${field}`} className="underline underline-offset-2">
                  {labels[field] ? `${labels[field]}: ` : ''}
                  {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
