import type { ReactNode } from 'react';
import { table } from './table.ts';

/** The frame of a table: it scrolls sideways where the table is wider, by keyboard too. `label` names it. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={table.frame}>
      <table className={table.root}>{children}</table>
    </section>
  );
}
