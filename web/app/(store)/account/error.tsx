'use client';
import { FailurePage } from '@/components/ui/failure-page.tsx';

export default function AccountError({ retry }: { retry: () => void }) {
  return (
    <FailurePage title="Your account could not be loaded" retry={retry}>
      Please try again in a moment.
    </FailurePage>
  );
}
