import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

const looks: Record<NoticeTone, { readonly box: string; readonly icon: IconName }> = {
  info: { box: 'bg-accent-soft text-ink', icon: 'info' },
  good: { box: 'bg-good-soft text-good', icon: 'check' },
  warn: { box: 'bg-warn-soft text-warn', icon: 'warn' },
  bad: { box: 'bg-bad-soft text-bad', icon: 'warn' },
};

/** A message inside the page. Errors and warnings are announced at once, the others when there is time. */
export function Notice({
  tone,
  children,
  className = '',
}: {
  tone: NoticeTone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}
      className={`flex items-start gap-3 rounded-md px-4 py-3 ${looks[tone].box} ${className}`}
    >
      <Icon name={looks[tone].icon} className="mt-0.5 shrink-0" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
