import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { AccountNav } from '@/components/account/account-nav.tsx';
import { logoutAction } from '@/components/account/session-actions.ts';
import { buttonClass } from '@/components/ui/button.tsx';
import { requireViewer } from '@/lib/api/account.ts';

/** The frame of an account's pages, for who is signed in. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  await requireViewer((await headers()).get('x-pathname') ?? '/account');
  return (
    <div className="container grid gap-6 py-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-14 lg:py-12">
      <div className="min-w-0">
        <AccountNav />
        <form action={logoutAction} className="mt-2 hidden lg:block">
          <button
            type="submit"
            className="min-h-11 rounded-full px-4 text-soft hover:bg-hover hover:text-ink"
          >
            Sign out
          </button>
        </form>
      </div>
      <div className="min-w-0 max-w-3xl">
        {children}
        <form action={logoutAction} className="mt-10 lg:hidden">
          <button type="submit" className={buttonClass('secondary', 'small')}>
            Sign out
          </button>
        </form>
      </div>
    </div>
  );
}
