import { crashPoints } from '@souk/shared/crash-points';
import { inTransaction } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { applyRefund } from '../refund/apply-refund.ts';
import { saveRefund } from '../refund/refund.repository.ts';
import { customerOf, type PayingCustomer } from '../saved-method/paying-customer.ts';
import { activateMethod } from '../saved-method/saved-method.repository.ts';
import { applyOutcome, paused } from './apply-outcome.ts';
import { applyRetrieved } from './apply-retrieved.ts';
import { beginDueStep, type Plan, planStep, type StepUnderWay, writePlan } from './begin-step.ts';
import { type AnsweredCall, callProvider } from './call-provider.ts';
import { alsoWrite, type Change, changeTo, tell, tellEvent } from './change.ts';
import type { Payment } from './payment.entity.ts';
import { type EndedAttempt, lockPayment, noteLateOutcome } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { refundEvent, refundFailedEvent } from './payment-events.ts';

/**
 * Does all that can be done about a payment now: each call to the provider stands between two transactions. The first
 * writes down the call and takes the lease, the second applies the outcome. Whoever dies in between leaves a row that
 * is due when the lease ends, and the same call is made again with the same key.
 */
export async function advancePayment(deps: PaymentDeps, paymentId: string): Promise<void> {
  const step = await inTransaction(deps, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    return payment ? beginDueStep(deps, tx, payment) : null;
  });
  await finishSteps(deps, step);
}

/** Makes the call of a step that was begun, applies its outcome, and goes on until nothing can be done now. */
export async function finishSteps(deps: PaymentDeps, first: StepUnderWay | null): Promise<void> {
  let step = first;
  while (step) {
    const current: StepUnderWay = step;
    const provider = deps.providers.get(current.payment.provider);
    if (!provider) throw new Error(`payment provider ${current.payment.provider} is not switched on`);
    const paying: PayingCustomer | null = await customerOf(deps, current);
    const answered = await callProvider(provider, { ...current, paying }, deps.clock());
    crashPoints.providerAnswered.publish(undefined);
    step = await inTransaction(deps, (tx) => endStep(deps, tx, current, answered));
  }
}

/**
 * Applies the outcome of a call. Most often nobody has touched the payment meanwhile, so it is written as it is known,
 * without reading it; where somebody has, it is locked, read, and the outcome applied to what it is now.
 */
async function endStep(
  deps: PaymentDeps,
  tx: EntityManager,
  step: StepUnderWay,
  answered: AnsweredCall,
): Promise<StepUnderWay | null> {
  const now = deps.clock();
  const ended = endedAttempt(step, answered, now);
  const plan = (payment: Payment): Promise<Plan> => planAfter(deps, tx, payment, step, answered, now);

  const expected = await plan(step.payment);
  if (await writePlan(tx, step.payment, expected, ended)) return expected.step;

  const locked = (await lockPayment(tx, step.payment.id))!;
  if (locked.leaseToken !== step.payment.leaseToken) {
    if (ended) await noteLateOutcome(tx, ended);
    const { operation } = step;
    deps.logger.warn({ paymentId: locked.id, operation }, 'overtaken while a call was under way');
    return null;
  }
  const actual = await plan(locked);
  if (!(await writePlan(tx, locked, actual, ended))) {
    throw new Error(`payment ${locked.id} changed while it was locked`);
  }
  return actual.step;
}

async function planAfter(
  deps: PaymentDeps,
  tx: EntityManager,
  payment: Payment,
  step: StepUnderWay,
  answered: AnsweredCall,
  now: Date,
): Promise<Plan> {
  const free: Payment = { ...payment, leaseToken: null, leasedUntil: null };
  const change = await changeAfter(deps, tx, free, step, answered, now);
  return planStep(now, tx, change, answered.outcome.kind === 'unknown' ? null : step.refund);
}

async function changeAfter(
  deps: PaymentDeps,
  tx: EntityManager,
  payment: Payment,
  step: StepUnderWay,
  answered: AnsweredCall,
  now: Date,
): Promise<Change> {
  if (answered.operation === 'refund') return refunded(deps, payment, step, answered, now);
  const applied = applyOutcome(payment, answered, now);
  if (applied.alarm) {
    const { id: paymentId, orderId } = payment;
    deps.logger.error({ paymentId, orderId, alarm: applied.alarm }, 'payment needs a look');
  }
  const told = keepMethod(tell(changeTo(applied.payment), applied.news, now), answered);
  const isFound = answered.operation === 'retrieve' && answered.outcome.kind === 'found';
  return isFound && !applied.isForeign ? applyRetrieved(deps, tx, told, answered.outcome.payment, now) : told;
}

/** The provider keeps the method that the buyer has paid with: from now on it can be used again. */
function keepMethod(change: Change, { operation, outcome }: AnsweredCall): Change {
  const { savedMethodId } = change.payment;
  const kept =
    outcome.kind === 'authorised'
      ? outcome.keptMethod
      : operation === 'retrieve' && outcome.kind === 'found'
        ? outcome.payment.keptMethod
        : null;
  if (!savedMethodId || !kept || change.payment.status !== 'AUTHORIZED') return change;
  return alsoWrite(change, (tx) => activateMethod(tx, savedMethodId, kept));
}

function refunded(
  deps: PaymentDeps,
  payment: Payment,
  step: StepUnderWay,
  { outcome }: Extract<AnsweredCall, { operation: 'refund' }>,
  now: Date,
): Change {
  const { id: paymentId, orderId } = payment;
  if (outcome.kind === 'unknown') {
    if (outcome.needsPerson) {
      deps.logger.error({ paymentId, orderId, alarm: outcome.reason }, 'payment needs a look');
    }
    return changeTo(paused(payment, now));
  }
  const { payment: after, refund } = applyRefund(payment, step.refund!, outcome, now);
  const saved = alsoWrite(changeTo(after), (tx) => saveRefund(tx, refund));
  if (refund.status === 'SUCCEEDED') return tellEvent(saved, (told) => refundEvent(told, refund, now), now);
  deps.logger.error({ paymentId, orderId, refundId: refund.id, outcome }, 'refund refused');
  return tellEvent(saved, (told) => refundFailedEvent(told, refund, now), now);
}

function endedAttempt(step: StepUnderWay, { outcome }: AnsweredCall, now: Date): EndedAttempt | null {
  if (!step.attemptId) return null;
  const { kind, ...detail } = outcome;
  return { id: step.attemptId, outcome: kind, detail: detailOf(detail), answeredAt: now };
}

/** What the provider said, without what it is stored as elsewhere. */
function detailOf(detail: object): string | null {
  const text = ['declineCode', 'failureCode', 'reason'].map(
    (name) => (detail as Record<string, string>)[name],
  );
  return text.find((value) => typeof value === 'string')?.slice(0, 500) ?? null;
}
