'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { Logo } from '../layout/logo.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';

interface AdminShellProps {
  readonly isAdmin: boolean;
  readonly name: string;
  readonly children: ReactNode;
}

/** The frame of the shop's office: places at the side, the page beside them. */
export function AdminShell({ isAdmin, name, children }: AdminShellProps) {
  const path = usePathname();
  const nav = useRef<HTMLElement>(null);
  // Where the places do not fit beside each other, the current one comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another place is current
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (!nav.current || !current) return;
    nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  const places: readonly (readonly [string, string, IconName])[] = [
    ['/admin', 'Overview', 'live'],
    ['/admin/orders', 'Orders', 'box'],
    ['/admin/warehouses', 'Warehouses', 'pin'],
    ['/admin/flash-sales', 'Flash sales', 'clock'],
    ...(isAdmin
      ? ([
          ['/admin/promotions', 'Promotions', 'leaf'],
          ['/admin/sagas', 'Stuck orders', 'warn'],
          ['/admin/payments', 'Payments', 'card'],
          ['/admin/deliveries', 'Messages', 'bell'],
        ] as const)
      : []),
  ];
  return (
    <div className="grid min-h-dvh grow grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] lg:grid-cols-[13.5rem_minmax(0,1fr)] lg:grid-rows-none">
      <header className="border-b border-line bg-sunken lg:border-r lg:border-b-0">
        <div className="flex flex-wrap items-center gap-x-2 px-4 py-2 lg:sticky lg:top-0 lg:grid lg:gap-6 lg:py-5">
          <Logo />
          <Link
            href="/"
            className="ml-auto inline-flex min-h-11 items-center px-3 text-small text-accent hover:underline lg:hidden"
          >
            To the shop
          </Link>
          <nav
            ref={nav}
            aria-label="Office"
            className="scroll-row relative min-w-0 basis-full overflow-x-auto"
          >
            <ul className="flex gap-1 lg:grid">
              {places.map(([href, label, icon]) => {
                const current = href === '/admin' ? path === href : path.startsWith(href);
                return (
                  <li key={href}>
                    <Link
                      href={href}
                      aria-current={current ? 'page' : undefined}
                      className="flex min-h-11 items-center gap-2.5 rounded-sm px-3 text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
                    >
                      <Icon name={icon} size={18} />
                      <span className="whitespace-nowrap">{label}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          <div className="hidden text-small text-faint lg:block">
            <p className="px-3">
              {name}, {isAdmin ? 'admin' : 'seller'}
            </p>
            <Link href="/" className="flex min-h-11 items-center px-3 text-accent hover:underline">
              To the shop
            </Link>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-8 lg:py-8">
        {children}
      </main>
    </div>
  );
}
