import { createResultBatcher } from '@souk/shared/batcher';
import { inTransaction } from '@souk/shared/outbox';
import { beginSteps, type StepUnderWay } from './begin-step.ts';
import { changeTo } from './change.ts';
import { finishSteps } from './finish-steps.ts';
import { findDuePayments, lockPayments } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

const batch = 100;
/** After an outage many are due: they are worked off without pause, but not for ever in one turn. */
const batchesAtMost = 20;

/** By its id. */
type DuePayment = { readonly subject: string };

/**
 * Goes on with every payment that is due: calls without an answer, processes that died half-way, buyers who let
 * their time pass, webhooks that never came. Their steps begin together; a failure of one holds up no other.
 */
export async function advanceDuePayments(deps: PaymentDeps): Promise<void> {
  const begin = createResultBatcher<DuePayment, StepUnderWay>((due) => beginDueSteps(deps, due));
  for (let round = 0; round < batchesAtMost; round += 1) {
    const due = await findDuePayments(deps.dataSource.manager, deps.clock(), batch);
    await Promise.all(
      due.map(async (paymentId) => {
        try {
          const step = await begin({ subject: paymentId });
          await finishSteps(deps, step ?? null);
        } catch (error) {
          deps.logger.warn({ err: error, paymentId }, 'payment not advanced; it stays due');
        }
      }),
    );
    if (due.length < batch) return;
  }
}

/** @returns the steps by payment id */
async function beginDueSteps(
  deps: PaymentDeps,
  due: readonly DuePayment[],
): Promise<Map<string, StepUnderWay>> {
  const begun = await inTransaction(deps, async (tx) => {
    const payments = await lockPayments(
      tx,
      due.map(({ subject }) => subject),
    );
    return beginSteps(
      deps,
      tx,
      payments.map((stored) => ({ stored, change: changeTo(stored) })),
    );
  });
  return new Map(begun.map((step) => [step.payment.id, step]));
}
