import type { ReactNode } from 'react';

/** A number and what it counts. */
export function FigureCard({ label, value, note }: { label: string; value: ReactNode; note?: string }) {
  return (
    <div className="rounded-md border border-line bg-surface p-4">
      <dt className="text-small text-soft">{label}</dt>
      <dd className="mt-1 text-title font-semibold tabular-nums">{value}</dd>
      {note && <dd className="text-small text-faint">{note}</dd>}
    </div>
  );
}
