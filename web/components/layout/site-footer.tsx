import { cookies } from 'next/headers';
import Link from 'next/link';
import { loadMenuCategories } from '@/lib/api/catalogue.ts';
import { cookieNames } from '@/lib/session/session-cookies.ts';
import { Logo } from './logo.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** The foot of every store page. */
export async function SiteFooter() {
  const categories = await loadMenuCategories();
  const theme = (await cookies()).get(cookieNames.theme)?.value ?? 'system';
  const columns: [title: string, links: [href: string, label: string][]][] = [
    ['Shop', categories.slice(0, 8).map((category) => [`/categories/${category.slug}`, category.name])],
    [
      'Discover',
      [
        ['/search?sort=NEWEST', 'New arrivals'],
        ['/search?sort=BEST_SELLING', 'Best sellers'],
        ['/search?sort=RATING', 'Best rated'],
        ['/search?sale=1', 'Reduced'],
      ],
    ],
    [
      'Help',
      [
        ['/orders/lookup', 'Find an order'],
        ['/account/orders', 'Your orders'],
        ['/account', 'Your account'],
        ['/cart', 'Cart'],
      ],
    ],
  ];
  return (
    <footer className="mt-24 border-t border-line bg-sunken">
      <div className="container grid gap-10 py-14 md:grid-cols-[1.4fr_2fr]">
        <div className="grid content-start gap-4">
          <Logo />
          <p className="max-w-xs text-soft">Good things from people who make them well, in one calm place.</p>
          <ThemeToggle initial={theme} />
        </div>
        <nav aria-label="Footer" className="grid grid-cols-2 gap-8 sm:grid-cols-3">
          {columns.map(([title, links]) => (
            <div key={title}>
              <h2 className="text-small font-semibold">{title}</h2>
              <ul className="mt-2">
                {links.map(([href, label]) => (
                  <li key={href}>
                    <Link
                      href={href}
                      className="inline-flex min-h-11 items-center text-soft hover:text-ink hover:underline"
                    >
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
      <div className="container flex flex-wrap gap-x-6 gap-y-2 border-t border-line py-6 text-small text-faint">
        <p>Souk is an open-source demo shop: nothing is shipped and no card is charged.</p>
        <p className="md:ml-auto">Pictures: Fluent Emoji by Microsoft, MIT</p>
      </div>
    </footer>
  );
}
