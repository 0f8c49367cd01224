'use client';
import { catchError, type ErrorInfo } from 'next/error';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

function SectionFallback({ what }: { what: string }, { retry }: ErrorInfo) {
  return (
    <Notice tone="warn" className="my-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{what} could not be loaded.</p>
        <Button tone="secondary" size="small" onClick={() => retry()}>
          Try again
        </Button>
      </div>
    </Notice>
  );
}

/** Keeps a failed section from taking the page with it, and lets it be tried again. `what` names it in the message. */
export const SectionBoundary = catchError(SectionFallback);
