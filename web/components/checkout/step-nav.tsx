import Link from 'next/link';
import { type CheckoutStep, canOpenStep, checkoutSteps, type StepInput } from '@/lib/checkout-steps.ts';
import { Icon } from '../ui/icon.tsx';

/** Where in the checkout one is, and the way back. */
export function StepNav({ step, draft }: { step: CheckoutStep; draft: StepInput }) {
  const at = checkoutSteps.findIndex((s) => s.slug === step);
  return (
    <nav aria-label="Checkout steps">
      <ol className="flex items-center gap-1 text-small sm:gap-2">
        {checkoutSteps.map(({ slug, label }, index) => {
          const current = slug === step;
          const reachable = !current && canOpenStep(slug, draft);
          const look = current ? 'font-semibold text-ink' : 'text-soft';
          const mark =
            index < at ? (
              <span className="grid size-6 place-items-center rounded-full bg-good-soft text-good">
                <Icon name="check" size={14} />
              </span>
            ) : (
              <span
                className={`grid size-6 place-items-center rounded-full text-small ${current ? 'bg-accent text-on-accent' : 'bg-hover text-soft'}`}
              >
                {index + 1}
              </span>
            );
          return (
            <li
              key={slug}
              aria-current={current ? 'step' : undefined}
              className="flex items-center gap-1 sm:gap-2"
            >
              {index > 0 && (
                <span aria-hidden="true" className="h-px w-4 bg-control max-[22rem]:w-1.5 sm:w-8" />
              )}
              {reachable ? (
                <Link
                  href={`/checkout/${slug}`}
                  className={`inline-flex min-h-11 items-center gap-2 hover:underline ${look}`}
                >
                  {mark} {label}
                </Link>
              ) : (
                <span className={`inline-flex min-h-11 items-center gap-2 ${look}`}>
                  {mark} {label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
