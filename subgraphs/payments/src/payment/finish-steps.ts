import { crashPoints } from '@souk/shared/crash-points';
import { customerOf, type PayingCustomer } from '../saved-method/paying-customer.ts';
import type { StepUnderWay } from './begin-step.ts';
import { callProvider } from './call-provider.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Makes the call of a step that was begun, has its outcome written, and goes on until nothing can be done now. Each call
 * to the provider stands between two transactions: the first wrote down the call and took the lease, the second applies
 * the outcome. Whoever dies in between leaves a row that is due when the lease ends, and the same call is made again with
 * the same key.
 */
export async function finishSteps(deps: PaymentDeps, first: StepUnderWay | null): Promise<void> {
  let step = first;
  while (step) {
    const provider = deps.providers.get(step.payment.provider);
    if (!provider) throw new Error(`payment provider ${step.payment.provider} is not switched on`);
    const paying: PayingCustomer | null = await customerOf(deps, step);
    const answered = await callProvider(provider, { ...step, paying }, deps.clock());
    crashPoints.providerAnswered.publish(undefined);
    step = await deps.recordOutcome(step, answered);
  }
}
