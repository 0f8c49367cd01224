'use client';
import { FailurePage } from '@/components/ui/failure-page.tsx';

export default function OrderError({ retry }: { retry: () => void }) {
  return (
    <FailurePage title="Your order could not be loaded" retry={retry}>
      The order itself is not affected. Please try again in a moment.
    </FailurePage>
  );
}
