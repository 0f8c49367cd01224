'use client';
import { FailurePage } from '@/components/ui/failure-page.tsx';

export default function AdminError({ retry }: { retry: () => void }) {
  return (
    <FailurePage title="The office could not be loaded" retry={retry}>
      Please try again in a moment.
    </FailurePage>
  );
}
