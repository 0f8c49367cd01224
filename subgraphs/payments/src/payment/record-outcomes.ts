import { createResultBatcher } from '@souk/shared/batcher';
import { inTransaction } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { StepUnderWay } from './begin-step.ts';
import type { AnsweredCall } from './call-provider.ts';
import { writeChanges } from './change.ts';
import { lockPayment } from './payment.repository.ts';
import type { PaymentBase } from './payment-deps.ts';
import { type AnsweredStep, endedAttempt, planAfterCall } from './plan-after-call.ts';
import { noteLateOutcome } from './write-payments.ts';

/**
 * Writes the outcome of a call with its events, gives the lease back, and begins the next step where there is one.
 *
 * @returns the next call to make
 */
export type RecordOutcome = (step: StepUnderWay, answered: AnsweredCall) => Promise<StepUnderWay | null>;

type Recording = AnsweredStep & { readonly subject: string };

/** Answers of providers come one by one; those of the same moment share a transaction. */
const gatherMs = 20;

/**
 * Records outcomes by group commit: all that are there when the transaction before has ended go into the next one. An
 * outcome that cannot be written fails alone; its row stays due.
 */
export function createOutcomeRecorder(deps: PaymentBase): RecordOutcome {
  const record = createResultBatcher<Recording, StepUnderWay>(
    (recordings) => inTransaction(deps, (tx) => endSteps(deps, tx, recordings)),
    { gatherMs },
  );
  return async (step, answered) => {
    const { payment } = step;
    return (await record({ subject: payment.id, payment, step, answered })) ?? null;
  };
}

/**
 * Applies answers to the payments they are about. Most often nobody has touched those meanwhile, so they are written as
 * they are known, without reading them; where somebody has, the payment is read, and the answer applied to what it is now.
 *
 * @returns the next steps by payment id
 */
async function endSteps(
  deps: PaymentBase,
  tx: EntityManager,
  answers: readonly AnsweredStep[],
): Promise<Map<string, StepUnderWay>> {
  const now = deps.clock();
  const plans = [];
  for (const answer of answers) {
    const plan = await planAfterCall(deps, tx, answer, now);
    plans.push({ ...plan, stored: answer.payment, ended: endedAttempt(answer.step, answer.answered, now) });
  }
  const written = await writeChanges(tx, plans);
  const next = plans.filter(({ stored }) => written.has(stored.id)).map(({ step }) => step);
  for (const answer of answers) {
    if (!written.has(answer.payment.id)) next.push(await endChangedStep(deps, tx, answer, now));
  }
  return new Map(next.flatMap((step) => (step ? [[step.payment.id, step] as const] : [])));
}

async function endChangedStep(
  deps: PaymentBase,
  tx: EntityManager,
  { step, answered }: AnsweredStep,
  now: Date,
): Promise<StepUnderWay | null> {
  const ended = endedAttempt(step, answered, now);
  const payment = (await lockPayment(tx, step.payment.id))!;
  if (payment.leaseToken !== step.payment.leaseToken) {
    if (ended) await noteLateOutcome(tx, ended);
    const { operation } = step;
    deps.logger.warn({ paymentId: payment.id, operation }, 'overtaken while a call was under way');
    return null;
  }
  const plan = await planAfterCall(deps, tx, { payment, step, answered }, now);
  const written = await writeChanges(tx, [{ ...plan, stored: payment, ended }]);
  if (!written.has(payment.id)) throw new Error(`payment ${payment.id} changed while it was locked`);
  return plan.step;
}
