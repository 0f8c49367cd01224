'use client';
import { useEffect } from 'react';
import { Button, ButtonLink } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface FailurePageProps {
  readonly title: string;
  readonly children: React.ReactNode;
  readonly retry: () => void;
}

/** A page that could not be shown: what happened, in plain words, and the way on. The cause is in the server's log. */
export function FailurePage({ title, children, retry }: FailurePageProps) {
  useEffect(() => document.getElementById('failure')?.focus(), []);
  return (
    <div
      id="failure"
      tabIndex={-1}
      className="container grid min-h-[60dvh] place-items-center outline-none"
      role="alert"
    >
      <EmptyState
        heading="h1"
        icon="warn"
        title={title}
        action={
          <>
            <Button onClick={retry}>Try again</Button>
            <ButtonLink href="/" tone="secondary">
              To the shop
            </ButtonLink>
          </>
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}
