import type { Metadata } from 'next';
import { NotificationInbox } from '@/components/notifications/notification-inbox.tsx';
import { loadNotifications } from '@/lib/api/account.ts';

export const metadata: Metadata = { title: 'Notifications', robots: { index: false } };

export default async function NotificationsPage() {
  return <NotificationInbox initial={await loadNotifications(20)} />;
}
