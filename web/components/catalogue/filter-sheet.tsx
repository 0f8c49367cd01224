'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';

/** The filters on small screens, behind a button that tells how many are in force. */
export function FilterSheet({
  active,
  resultLabel,
  children,
}: {
  active: number;
  resultLabel: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className="lg:hidden">
      <Button
        tone="secondary"
        size="small"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="!border-line"
      >
        <Icon name="filter" size={18} /> Filter{active > 0 ? ` · ${active}` : ''}
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="Filter"
        side="left"
        footer={
          <Button size="large" className="w-full" onClick={() => setOpen(false)}>
            {resultLabel}
          </Button>
        }
      >
        <div className="p-5">{children}</div>
      </Sheet>
    </div>
  );
}
