/** The steps of the checkout, a URL each. */
export const checkoutSteps = [
  { slug: 'contact', label: 'Contact' },
  { slug: 'shipping', label: 'Shipping' },
  { slug: 'payment', label: 'Payment' },
] as const;

export type CheckoutStep = (typeof checkoutSteps)[number]['slug'];

/** What is known so far, as far as steps depend on it. */
export interface StepInput {
  readonly email?: string;
  readonly address?: unknown;
}

/** The first step that still lacks something. */
export function firstOpenStep(draft: StepInput): CheckoutStep {
  if (!draft.email) return 'contact';
  return draft.address ? 'payment' : 'shipping';
}

/** Whether a step can be opened: all steps before it are filled in. */
export function canOpenStep(step: CheckoutStep, draft: StepInput): boolean {
  const index = (slug: CheckoutStep): number => checkoutSteps.findIndex((s) => s.slug === slug);
  return index(step) <= index(firstOpenStep(draft));
}
