import type { ReactNode } from 'react';
import type { CheckoutStep, StepInput } from '@/lib/checkout-steps.ts';
import { HoldNotice } from '../flash-sale/hold-notice.tsx';
import { OrderSummary } from './order-summary.tsx';
import { StepFocus } from './step-focus.tsx';
import { StepNav } from './step-nav.tsx';

interface CheckoutFrameProps {
  readonly step: CheckoutStep;
  readonly draft: StepInput;
  readonly title: string;
  readonly children: ReactNode;
}

/** A step of the checkout with the summary beside it. */
export function CheckoutFrame({ step, draft, title, children }: CheckoutFrameProps) {
  return (
    <div className="container grid gap-6 pb-16 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16 lg:pt-6">
      <div className="contents lg:order-2 lg:block">
        <OrderSummary estimated={!draft.address} />
      </div>
      <div className="mx-auto w-full max-w-xl lg:order-1 lg:mx-0">
        <StepNav step={step} draft={draft} />
        <StepFocus step={step} />
        <h1 id="step-title" tabIndex={-1} className="mt-5 mb-7 text-heading outline-none">
          {title}
        </h1>
        <HoldNotice className="mb-7" />
        {children}
      </div>
    </div>
  );
}
