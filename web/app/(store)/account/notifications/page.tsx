import type { Metadata } from 'next';
import { NotificationInbox } from '@/components/notifications/notification-inbox.tsx';
import { PreferenceForm } from '@/components/notifications/preference-form.tsx';
import { isStaff, loadNotifications, requireViewer } from '@/lib/api/account.ts';
import { loadNotificationPreferences } from '@/lib/api/preferences.ts';

export const metadata: Metadata = { title: 'Notifications', robots: { index: false } };

export default async function NotificationsPage() {
  const [viewer, inbox, preferences] = await Promise.all([
    requireViewer('/account/notifications'),
    loadNotifications(20),
    loadNotificationPreferences(),
  ]);
  const shown = preferences.filter(({ topic }) => topic !== 'LOW_STOCK' || isStaff(viewer));
  return (
    <>
      <NotificationInbox initial={inbox} />
      <section aria-labelledby="preferences" className="mt-14">
        <h2 id="preferences" className="text-title">
          What we write about
        </h2>
        <p className="mt-1 mb-5 text-soft">
          Messages about your orders and the security of your account always come. These you can choose.
        </p>
        <PreferenceForm preferences={shown} />
      </section>
    </>
  );
}
