import type { ReactNode } from 'react';
import type { Tone } from '@/lib/order-progress.ts';

const looks: Record<Tone, string> = {
  neutral: 'bg-hover text-soft',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

/** A short word about a state. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded-full px-2.5 py-0.5 text-small font-medium whitespace-nowrap ${looks[tone]}`}
    >
      {children}
    </span>
  );
}
