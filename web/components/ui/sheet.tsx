'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

interface SheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** A panel that slides in over the page: a native dialog, so that focus, Escape and the page behind are taken care of. */
export function Sheet({ open, onClose, title, side = 'right', children, footer }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      data-side={side}
      className="sheet"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between gap-4 border-b border-line py-2.5 pr-3 pl-5">
          <h2 className="text-lead font-semibold">{title}</h2>
          <IconButton label="Close" onClick={onClose}>
            <Icon name="close" />
          </IconButton>
        </header>
        <div className="min-h-0 grow overflow-y-auto overscroll-contain">{children}</div>
        {footer && <footer className="border-t border-line bg-surface p-5">{footer}</footer>}
      </div>
    </dialog>
  );
}
