import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export default function ProductNotFound() {
  return (
    <div className="container grid min-h-[60dvh] place-items-center">
      <EmptyState
        heading="h1"
        icon="box"
        title="This product is not here any more"
        action={<ButtonLink href="/search?sort=BEST_SELLING">See what people love</ButtonLink>}
      >
        It was taken off sale, or the address has a typing mistake.
      </EmptyState>
    </div>
  );
}
