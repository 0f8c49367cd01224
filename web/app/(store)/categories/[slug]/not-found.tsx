import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export default function CategoryNotFound() {
  return (
    <div className="container grid min-h-[60dvh] place-items-center">
      <EmptyState
        heading="h1"
        icon="box"
        title="There is no such category"
        action={<ButtonLink href="/search">Everything in the shop</ButtonLink>}
      >
        It may have a new name.
      </EmptyState>
    </div>
  );
}
