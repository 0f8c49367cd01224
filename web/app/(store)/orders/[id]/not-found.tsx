import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export default function OrderNotFound() {
  return (
    <div className="container grid min-h-[60dvh] place-items-center">
      <EmptyState
        heading="h1"
        icon="box"
        title="We cannot show this order"
        action={<ButtonLink href="/orders/lookup">Find an order</ButtonLink>}
      >
        It belongs to another account or browser. Guests find their order with its number and e-mail address.
      </EmptyState>
    </div>
  );
}
