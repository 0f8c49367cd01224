'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { NotificationItemFragment } from '@/lib/api/generated/graphql.ts';
import { safePath } from '@/lib/security/safe-path.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

const shownMs = 7_000;

/** A notification that has just arrived; announced, and gone after some seconds. */
export function NotificationToast({
  notification,
  onDismiss,
}: {
  notification: NotificationItemFragment | null;
  onDismiss: () => void;
}) {
  useEffect(() => {
    if (!notification) return;
    const timer = setTimeout(onDismiss, shownMs);
    return () => clearTimeout(timer);
  }, [notification, onDismiss]);
  // Outside the header, whose blur would otherwise be what "fixed" refers to.
  const [body, setBody] = useState<HTMLElement | null>(null);
  useEffect(() => setBody(document.body), []);
  if (!body) return null;
  return createPortal(
    <div aria-live="polite" className="pointer-events-none fixed inset-x-4 bottom-4 z-40 flex justify-end">
      {notification && (
        <div
          key={notification.id}
          className="pop rise pointer-events-auto flex w-full max-w-sm items-start gap-3 p-4"
        >
          <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
            <Icon name="bell" size={18} />
          </span>
          <Link
            href={safePath(notification.link, '/account/notifications')}
            onClick={onDismiss}
            className="min-w-0 grow"
          >
            <span className="block font-medium">{notification.title}</span>
            <span className="block text-small text-soft">{notification.body}</span>
          </Link>
          <IconButton label="Dismiss" onClick={onDismiss} className="-mt-2 -mr-2">
            <Icon name="close" size={18} />
          </IconButton>
        </div>
      )}
    </div>,
    body,
  );
}
