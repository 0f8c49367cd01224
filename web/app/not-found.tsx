import { Logo } from '@/components/layout/logo.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

/** Not found outside the store's frame: for example the office, for those who do not work in it. */
export default function NotFound() {
  return (
    <>
      <header className="container flex h-(--header) items-center">
        <Logo />
      </header>
      <main id="content" tabIndex={-1} className="container grid grow place-items-center pb-20 outline-none">
        <EmptyState
          heading="h1"
          icon="search"
          title="There is nothing here for you"
          action={<ButtonLink href="/">To the shop</ButtonLink>}
        >
          It does not exist, or your account does not show it.
        </EmptyState>
      </main>
    </>
  );
}
