'use client';
import { useEffect, useRef } from 'react';
import type { AdminOrder } from '@/lib/api/admin.ts';
import { FormMessage } from '../ui/form-message.tsx';
import type { FormState } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';

/** Look of a task. */
export const box = 'grid gap-4 rounded-md border border-line bg-surface p-5';

/** What the form of a task is given. */
export interface TaskProps {
  readonly order: AdminOrder;
  readonly action: (form: FormData) => void;
  /** What became of this task's form where it was refused. */
  readonly state: FormState;
}

/** What was done. A task that is done may be gone with its form: this stays, and takes the focus. */
export function Done({ state }: { state: FormState }) {
  const box = useRef<HTMLDivElement>(null);
  const isDone = state.status === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, also where it says the same
  useEffect(() => {
    if (isDone) box.current?.focus();
  }, [state]);
  if (!isDone) return null;
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice tone="good">{state.message}</Notice>
    </div>
  );
}

/** Why a task was not done. */
export function Refused({ state }: { state: FormState }) {
  if (state.status !== 'error') return null;
  return (
    <Notice tone="bad">
      <FormMessage message={state.message ?? 'Please check what is marked below.'} />
    </Notice>
  );
}

/** Which task of which order a form is about, as it was seen. */
export function OrderInput({ order, task }: { order: AdminOrder; task: string }) {
  return (
    <>
      <input type="hidden" name="task" value={task} />
      <input type="hidden" name="orderId" value={order.id} />
      <input type="hidden" name="version" value={order.version} />
    </>
  );
}
