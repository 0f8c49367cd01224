'use client';
import { FailurePage } from '@/components/ui/failure-page.tsx';

export default function CheckoutError({ retry }: { retry: () => void }) {
  return (
    <FailurePage title="The checkout could not be loaded" retry={retry}>
      Nothing was charged, and what you filled in is kept. Please try again in a moment.
    </FailurePage>
  );
}
