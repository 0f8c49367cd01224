import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EntryCard } from '@/components/account/entry-card.tsx';
import { RegisterForm } from '@/components/account/register-form.tsx';
import { loadViewerForHeader } from '@/lib/api/account.ts';
import type { SearchParams } from '@/lib/search-params.ts';
import { safePath } from '@/lib/security/safe-path.ts';

export const metadata: Metadata = { title: 'Create an account', robots: { index: false } };

export default async function RegisterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const next = safePath((await searchParams).next, '/account');
  if (await loadViewerForHeader()) redirect(next);
  return (
    <EntryCard title="Create an account" lead="Your cart comes with you, and every order in one place.">
      <RegisterForm next={next} />
    </EntryCard>
  );
}
