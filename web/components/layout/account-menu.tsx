import Link from 'next/link';
import { isStaff, type Viewer } from '@/lib/api/account.ts';
import { logoutAction } from '../account/session-actions.ts';
import { Icon } from '../ui/icon.tsx';

const row = 'flex min-h-11 w-full items-center rounded-sm px-3 text-left hover:bg-hover';

/** Sign in, or the signed-in user's places. */
export function AccountMenu({ viewer }: { viewer: Viewer | null }) {
  if (!viewer) {
    return (
      <Link
        href="/login"
        aria-label="Sign in"
        title="Sign in"
        className="hidden size-11 place-items-center rounded-full hover:bg-hover sm:inline-grid"
      >
        <Icon name="user" />
      </Link>
    );
  }
  const places = [
    ['/account', 'Overview'],
    ['/account/orders', 'Your orders'],
    ['/account/addresses', 'Addresses'],
    ['/account/profile', 'Profile and security'],
    ...(isStaff(viewer) ? [['/admin', 'Shop office']] : []),
  ];
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label="Your account"
        className="hidden size-11 place-items-center rounded-full hover:bg-hover sm:inline-grid"
      >
        <span className="grid size-8 place-items-center rounded-full bg-accent-soft text-small font-semibold text-accent">
          {(viewer.firstName ?? viewer.email ?? '?').charAt(0).toUpperCase()}
        </span>
      </button>
      <div
        popover="auto"
        id="account-menu"
        className="pop fixed top-[calc(var(--header)+0.5rem)] right-[max(1rem,calc(50vw-40rem))] left-auto m-0 w-60 p-2"
      >
        <p className="truncate px-3 pt-2 pb-1 text-small text-faint">{viewer.email}</p>
        <ul>
          {places.map(([href = '/', label]) => (
            <li key={href}>
              <Link href={href} className={row}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <form action={logoutAction} className="mt-1 border-t border-line pt-1">
          <button type="submit" className={row}>
            Sign out
          </button>
        </form>
      </div>
    </>
  );
}
