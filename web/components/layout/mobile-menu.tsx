'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { CategoryPicture } from './category-picture.tsx';

interface MobileMenuProps {
  readonly categories: readonly {
    readonly slug: string;
    readonly name: string;
    readonly imageUrl?: string | null;
  }[];
  readonly signedIn: boolean;
  /** Whether the office is open to the visitor. */
  readonly staff: boolean;
}

const row = 'flex min-h-13 items-center gap-3 rounded-md px-2 font-medium hover:bg-hover';

/** The shop's menu on small screens. */
export function MobileMenu({ categories, signedIn, staff }: MobileMenuProps) {
  const [open, setOpen] = useState(false);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it
  useEffect(() => setOpen(false), [path]);
  const close = () => setOpen(false);
  return (
    <div className="-ml-2.5 lg:hidden">
      <IconButton label="Menu" aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="menu" />
      </IconButton>
      <Sheet open={open} onClose={close} title="Shop" side="left">
        <nav aria-label="Menu" className="grid gap-6 p-4">
          <ul>
            {categories.map((category) => (
              <li key={category.slug}>
                <Link href={`/categories/${category.slug}`} onClick={close} className={row}>
                  <CategoryPicture
                    slug={category.slug}
                    imageUrl={category.imageUrl}
                    className="size-10 !rounded-sm"
                  />
                  {category.name}
                </Link>
              </li>
            ))}
          </ul>
          <ul className="border-t border-line pt-4">
            {[
              ['/search?sort=NEWEST', 'New'],
              ['/search?sort=RATING', 'Best rated'],
              ['/search?sale=1', 'Reduced'],
              signedIn ? ['/account', 'Your account'] : ['/login', 'Sign in'],
              ['/orders/lookup', 'Find an order'],
              ...(staff ? [['/admin', 'Shop office']] : []),
            ].map(([href = '/', label]) => (
              <li key={href}>
                <Link href={href} onClick={close} className={row}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </Sheet>
    </div>
  );
}
