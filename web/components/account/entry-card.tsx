import type { ReactNode } from 'react';

/** The frame of the pages by which one gets in. */
export function EntryCard({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="container grid min-h-[70dvh] place-items-center py-10">
      <div className="w-full max-w-md">
        <h1 className="text-heading">{title}</h1>
        <p className="mt-2 mb-8 text-soft">{lead}</p>
        {children}
      </div>
    </div>
  );
}
