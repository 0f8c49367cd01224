'use client';
import { FailurePage } from '@/components/ui/failure-page.tsx';

export default function StoreError({ retry }: { retry: () => void }) {
  return (
    <FailurePage title="The shop is catching its breath" retry={retry}>
      This page could not be loaded just now. Your cart is safe.
    </FailurePage>
  );
}
