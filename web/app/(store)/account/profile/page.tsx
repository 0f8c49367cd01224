import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasswordForm, ProfileForm } from '@/components/account/profile-form.tsx';
import { logoutEverywhereAction } from '@/components/account/session-actions.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { SubmitButton } from '@/components/ui/submit-button.tsx';
import { loadProfile } from '@/lib/api/account.ts';
import { formatMoment } from '@/lib/dates.ts';

export const metadata: Metadata = { title: 'Profile and security', robots: { index: false } };

export default async function ProfilePage() {
  const profile = await loadProfile();
  if (!profile) redirect('/login?next=/account/profile');
  return (
    <div className="grid gap-12">
      <section>
        <h1 className="text-heading">Profile and security</h1>
        <p className="mt-1 mb-6 text-soft">{profile.email}</p>
        <ProfileForm profile={profile} />
      </section>
      <section className="border-t border-line pt-10">
        <h2 className="mb-5 text-title">Password</h2>
        <PasswordForm />
      </section>
      <section className="border-t border-line pt-10">
        <h2 className="mb-4 text-title">Signed-in devices</h2>
        {profile.sessions && profile.sessions.length > 0 && (
          <ul className="mb-5 divide-y divide-line rounded-md border border-line bg-surface px-4">
            {profile.sessions.map((session) => (
              <li key={session.id} className="flex items-center justify-between gap-4 py-3">
                <div className="min-w-0">
                  <p className="truncate">{session.device ?? 'Unknown device'}</p>
                  <p className="text-small text-soft">Last used {formatMoment(session.lastUsedAt)}</p>
                </div>
                {session.isCurrent && <Badge tone="good">This one</Badge>}
              </li>
            ))}
          </ul>
        )}
        <form action={logoutEverywhereAction}>
          <SubmitButton tone="danger" size="small" pendingLabel="Signing out">
            Sign out everywhere
          </SubmitButton>
        </form>
      </section>
    </div>
  );
}
