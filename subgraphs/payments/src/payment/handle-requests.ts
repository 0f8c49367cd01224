import { createResultBatcher } from '@souk/shared/batcher';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleTogether } from '@souk/shared/inbox';
import type { EntityManager } from 'typeorm';
import type { StepUnderWay } from './begin-step.ts';
import { finishSteps } from './finish-steps.ts';
import type { PaymentDeps } from './payment-deps.ts';

/** Name of this consumer in the inbox. */
export const consumer = 'payments';

type RequestType = 'PaymentRequested' | 'PaymentCaptureRequested';

/** Writes down what events ask for, one for each order, and the calls that are about to be made for it. */
export type NoteRequests<Type extends RequestType> = (
  deps: PaymentDeps,
  tx: EntityManager,
  events: readonly SoukEvent<Type>[],
) => Promise<StepUnderWay[]>;

type Request<Type extends RequestType> = {
  /** The order. */
  readonly subject: string;
  readonly event: SoukEvent<Type>;
};

/**
 * Handles the requests of orders: those at hand are noted together, in one transaction with their calls; then each call
 * is made and its outcome recorded, side by side with the others'. A request that cannot be noted fails alone.
 *
 * @returns a handler that settles when all that can be done about the request now is done
 */
export function createRequestHandler<Type extends RequestType>(
  deps: PaymentDeps,
  note: NoteRequests<Type>,
): (event: SoukEvent<Type>) => Promise<void> {
  const noteTogether = createResultBatcher<Request<Type>, StepUnderWay>(async (requests) => {
    const steps = new Map<string, StepUnderWay>();
    const events = requests.map(({ event }) => event);
    await handleTogether(deps, consumer, events, async (tx, fresh) => {
      for (const step of await note(deps, tx, fresh)) steps.set(step.payment.orderId, step);
    });
    // Only now: what was not committed is not to be sent.
    return steps;
  });
  return async (event) => {
    const step = await noteTogether({ subject: event.data.orderId, event });
    await finishSteps(deps, step ?? null);
  };
}
