'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import type { NotificationItemFragment } from '@/lib/api/generated/graphql.ts';
import { formatAgo, formatMoment } from '@/lib/dates.ts';
import { safePath } from '@/lib/security/safe-path.ts';

/** How long ago, once the page runs in the browser; the moment itself until then. */
function Ago({ at }: { at: string }) {
  const [words, setWords] = useState(() => formatMoment(at));
  useEffect(() => setWords(formatAgo(at, Date.now())), [at]);
  return <time dateTime={at}>{words}</time>;
}

/** A notification in a list; it leads to what it is about. */
export function NotificationRow({
  notification,
  onOpen,
}: {
  notification: NotificationItemFragment;
  onOpen?: () => void;
}) {
  const unread = !notification.readAt;
  return (
    <li>
      <Link
        href={safePath(notification.link, '/account/notifications')}
        onClick={onOpen}
        className="grid grid-cols-[0.5rem_1fr] gap-3 rounded-sm p-3 hover:bg-hover"
      >
        <span className={`mt-2 size-2 rounded-full ${unread ? 'bg-accent' : 'bg-transparent'}`}>
          {unread && <span className="sr-only">Unread</span>}
        </span>
        <span className="grid min-w-0 gap-0.5">
          <span className={unread ? 'font-medium' : ''}>{notification.title}</span>
          <span className="text-small text-soft">{notification.body}</span>
          <span className="text-small text-faint">
            <Ago at={notification.createdAt} />
          </span>
        </span>
      </Link>
    </li>
  );
}
