import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

export default function AdminNotFound() {
  return (
    <EmptyState
      heading="h1"
      icon="box"
      title="There is nothing here for you"
      action={<ButtonLink href="/admin">Overview</ButtonLink>}
    >
      It does not exist, or your role does not show it.
    </EmptyState>
  );
}
