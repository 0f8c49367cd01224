'use client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import {
  MarkNotificationsReadDocument,
  type NotificationItemFragment,
  NotificationsDocument,
  type NotificationsQuery,
} from '@/lib/api/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { NotificationRow } from './notification-row.tsx';

const pageSize = 20;

/** All notifications of an account. */
export function NotificationInbox({ initial }: { initial: NotificationsQuery['notifications'] }) {
  const client = useApolloClient();
  const [list, setList] = useState<readonly NotificationItemFragment[]>(
    initial.edges.map((edge) => edge.node),
  );
  const [unread, setUnread] = useState(initial.unreadCount);
  const [next, setNext] = useState(initial.pageInfo.hasNextPage ? initial.pageInfo.endCursor : null);
  const [failed, setFailed] = useState(false);

  const more = async () => {
    try {
      const variables = { first: pageSize, after: next };
      const { data } = await client.query({
        query: NotificationsDocument,
        variables,
        fetchPolicy: 'network-only',
      });
      if (!data) throw new Error('no notifications');
      setList([...list, ...data.notifications.edges.map((edge) => edge.node)]);
      setNext(data.notifications.pageInfo.hasNextPage ? data.notifications.pageInfo.endCursor : null);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const markRead = async () => {
    try {
      await client.mutate({
        mutation: MarkNotificationsReadDocument,
        variables: { input: {} },
        refetchQueries: [NotificationsDocument],
      });
      const readAt = new Date().toISOString();
      setList(list.map((item) => ({ ...item, readAt: item.readAt ?? readAt })));
      setUnread(0);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-heading">Notifications</h1>
        {unread > 0 && (
          <Button tone="secondary" size="small" onClick={() => void markRead()}>
            Mark all as read
          </Button>
        )}
      </div>
      {failed && (
        <Notice tone="warn" className="mb-4">
          That did not work. Please try again.
        </Notice>
      )}
      {list.length === 0 ? (
        <EmptyState icon="bell" title="Nothing yet">
          News about your orders arrives here by itself.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface p-2">
          {list.map((notification) => (
            <NotificationRow key={notification.id} notification={notification} />
          ))}
        </ul>
      )}
      {next && (
        <Button tone="secondary" className="mt-5" onClick={() => void more()}>
          Earlier ones
        </Button>
      )}
    </>
  );
}
