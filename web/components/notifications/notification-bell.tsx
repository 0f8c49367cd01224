'use client';
import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import Link from 'next/link';
import { useRef, useState } from 'react';
import {
  MarkNotificationsReadDocument,
  type NotificationItemFragment,
  NotificationReceivedDocument,
  NotificationsDocument,
} from '@/lib/api/generated/graphql.ts';
import { Icon } from '../ui/icon.tsx';
import { NotificationRow } from './notification-row.tsx';
import { NotificationToast } from './notification-toast.tsx';

const shown = 8;

/** The bell: how many are unread, the latest in a panel, and a message when one arrives. */
export function NotificationBell() {
  const client = useApolloClient();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [arrived, setArrived] = useState<NotificationItemFragment | null>(null);
  const { data, error, refetch } = useQuery(NotificationsDocument, {
    variables: { first: shown },
    ssr: false,
  });
  useSubscription(NotificationReceivedDocument, {
    onData: ({ data: event }) => {
      const received = event.data?.notificationReceived;
      if (!received) return;
      setArrived(received);
      void refetch();
    },
  });
  const list = data?.notifications.edges.map((edge) => edge.node) ?? [];
  const unread = data?.notifications.unreadCount ?? 0;

  const markRead = async () => {
    await client.mutate({ mutation: MarkNotificationsReadDocument, variables: { input: {} } });
    await refetch();
  };

  return (
    <>
      <button
        type="button"
        popoverTarget="notification-panel"
        aria-label={unread > 0 ? `Notifications, ${unread} unread` : 'Notifications'}
        title="Notifications"
        className="relative inline-grid size-11 place-items-center rounded-full hover:bg-hover"
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span className="absolute top-1 right-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent tabular-nums">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      <div
        ref={panel}
        popover="auto"
        onToggle={(event) => setOpen(event.newState === 'open')}
        id="notification-panel"
        role="dialog"
        aria-label="Notifications"
        className="pop fixed top-[calc(var(--header)+0.5rem)] right-[max(0.5rem,calc(50vw-40rem))] left-auto m-0 max-h-[min(36rem,80dvh)] w-[min(24rem,calc(100vw-1rem))] overflow-y-auto p-2"
      >
        {open && (
          <>
            <div className="flex min-h-11 items-center justify-between gap-3 px-3">
              <h2 className="font-semibold">Notifications</h2>
              {unread > 0 && (
                <button
                  type="button"
                  onClick={() => void markRead()}
                  className="min-h-11 text-small text-accent hover:underline"
                >
                  Mark all as read
                </button>
              )}
            </div>
            {error && !data ? (
              <div className="grid gap-2 p-4 text-soft">
                <p role="alert">Notifications could not be loaded.</p>
                <button
                  type="button"
                  onClick={() => void refetch()}
                  className="min-h-11 justify-self-start text-accent hover:underline"
                >
                  Try again
                </button>
              </div>
            ) : list.length === 0 ? (
              <p className="p-6 text-center text-soft">
                Nothing yet. News about your orders arrives here by itself.
              </p>
            ) : (
              <ul>
                {list.map((notification) => (
                  <NotificationRow
                    key={notification.id}
                    notification={notification}
                    onOpen={() => panel.current?.hidePopover()}
                  />
                ))}
              </ul>
            )}
            <Link
              href="/account/notifications"
              onClick={() => panel.current?.hidePopover()}
              className="mt-1 flex min-h-11 items-center justify-center rounded-sm text-small text-accent hover:bg-hover"
            >
              All notifications
            </Link>
          </>
        )}
      </div>
      <NotificationToast notification={arrived} onDismiss={() => setArrived(null)} />
    </>
  );
}
