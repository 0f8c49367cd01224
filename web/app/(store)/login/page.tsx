import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { EntryCard } from '@/components/account/entry-card.tsx';
import { LoginForm } from '@/components/account/login-form.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { loadViewerForHeader } from '@/lib/api/account.ts';
import type { SearchParams } from '@/lib/search-params.ts';
import { safePath } from '@/lib/security/safe-path.ts';
import { cookieNames } from '@/lib/session/session-cookies.ts';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const next = safePath((await searchParams).next, '/account');
  if (await loadViewerForHeader()) redirect(next);
  const ended = (await cookies()).has(cookieNames.ended);
  return (
    <EntryCard title="Welcome back" lead="Sign in to see your orders and check out faster.">
      {ended && (
        <Notice tone="info" className="mb-6">
          Your session has ended. Please sign in again; your cart is kept.
        </Notice>
      )}
      <LoginForm next={next} />
    </EntryCard>
  );
}
