import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export default function StoreNotFound() {
  return (
    <div className="container grid min-h-[60dvh] place-items-center">
      <EmptyState
        heading="h1"
        icon="search"
        title="We could not find that page"
        action={<ButtonLink href="/">To the shop</ButtonLink>}
      >
        It may have moved, or the address has a typing mistake.
      </EmptyState>
    </div>
  );
}
