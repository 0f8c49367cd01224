import Link from 'next/link';
import { isStaff, loadViewerForHeader } from '@/lib/api/account.ts';
import { loadMenuCategories } from '@/lib/api/catalogue.ts';
import { currentIdentity } from '@/lib/session/identity.ts';
import { CartButton } from '../cart/cart-button.tsx';
import { NotificationBell } from '../notifications/notification-bell.tsx';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { CategoryPicture } from './category-picture.tsx';
import { Logo } from './logo.tsx';
import { MobileMenu } from './mobile-menu.tsx';
import { SearchBox } from './search-box.tsx';

/** The head of every store page: where to go, search, account, notifications, cart. */
export async function SiteHeader() {
  const [categories, viewer, identity] = await Promise.all([
    loadMenuCategories(),
    loadViewerForHeader(),
    currentIdentity(),
  ]);
  const menu = categories.map(({ slug, name, imageUrl }) => ({ slug, name, imageUrl }));
  return (
    <header className="sticky top-0 z-30 border-b border-line/70 bg-ground/85 backdrop-blur-lg backdrop-saturate-150">
      <div className="container flex h-(--header) items-center gap-1 sm:gap-2">
        <MobileMenu categories={menu} signedIn={viewer !== null} staff={isStaff(viewer)} />
        <Logo />
        <nav aria-label="Shop" className="ml-4 hidden items-center lg:flex">
          <button type="button" popoverTarget="shop-menu" className={navLink}>
            Shop <Icon name="down" size={15} className="ml-1" />
          </button>
          <Link href="/search?sort=NEWEST" className={navLink}>
            New
          </Link>
          <Link href="/search?sort=RATING" className={navLink}>
            Best rated
          </Link>
          <Link href="/search?sale=1" className={navLink}>
            Reduced
          </Link>
        </nav>
        <div className="ml-auto hidden w-full max-w-sm md:block">
          <SearchBox id="search-header" />
        </div>
        <div className="ml-auto flex items-center md:ml-1">
          <Link
            href="/search"
            aria-label="Search"
            className="inline-grid size-11 place-items-center rounded-full hover:bg-hover md:hidden"
          >
            <Icon name="search" />
          </Link>
          {identity.kind !== 'anonymous' && <NotificationBell />}
          <AccountMenu viewer={viewer} />
          <CartButton />
        </div>
      </div>
      <ShopMenu categories={menu} />
    </header>
  );
}

const navLink =
  'inline-flex min-h-11 items-center rounded-full px-3.5 text-base text-soft transition-colors hover:bg-hover hover:text-ink';

function ShopMenu({
  categories,
}: {
  categories: readonly { slug: string; name: string; imageUrl?: string | null }[];
}) {
  return (
    <nav
      popover="auto"
      id="shop-menu"
      aria-label="Categories"
      className="pop fixed top-[calc(var(--header)+0.5rem)] left-[max(1rem,calc(50vw-40rem))] m-0 w-[34rem] max-w-[calc(100vw-2rem)] p-3"
    >
      <ul className="grid grid-cols-2 gap-1">
        {categories.map((category) => (
          <li key={category.slug}>
            <Link
              href={`/categories/${category.slug}`}
              className="flex min-h-14 items-center gap-3 rounded-md p-2 font-medium hover:bg-hover"
            >
              <CategoryPicture
                slug={category.slug}
                imageUrl={category.imageUrl}
                className="size-11 !rounded-sm"
              />
              {category.name}
            </Link>
          </li>
        ))}
      </ul>
      <Link
        href="/search"
        className="mt-2 flex min-h-11 items-center justify-between rounded-md px-3 text-accent hover:bg-hover"
      >
        Everything in the shop <Icon name="arrow" size={18} />
      </Link>
    </nav>
  );
}
