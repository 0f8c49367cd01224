import type { EntityManager } from 'typeorm';
import { applyRefund } from '../refund/apply-refund.ts';
import { saveRefund } from '../refund/refund.repository.ts';
import { activateMethod } from '../saved-method/saved-method.repository.ts';
import { applyOutcome, paused } from './apply-outcome.ts';
import { applyRetrieved } from './apply-retrieved.ts';
import { type Plan, planStep, type StepUnderWay } from './begin-step.ts';
import type { AnsweredCall } from './call-provider.ts';
import { alsoWrite, type Change, changeTo, tell, tellEvent } from './change.ts';
import type { Payment } from './payment.entity.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { refundEvent, refundFailedEvent } from './payment-events.ts';
import type { EndedAttempt } from './write-payments.ts';

type PlanDeps = Pick<PaymentDeps, 'logger'>;

/** A payment's row, a call about it, and the answer. */
export type AnsweredStep = {
  readonly payment: Payment;
  readonly step: StepUnderWay;
  readonly answered: AnsweredCall;
};

/** What an answer makes of a payment, which gives its lease back, and what is to be done next. Writes nothing. */
export async function planAfterCall(
  deps: PlanDeps,
  tx: EntityManager,
  { payment, step, answered }: AnsweredStep,
  now: Date,
): Promise<Plan> {
  const free: Payment = { ...payment, leaseToken: null, leasedUntil: null };
  const change = await changeAfter(deps, tx, free, step, answered, now);
  return planStep(now, tx, change, answered.outcome.kind === 'unknown' ? null : step.refund);
}

/** The call as its attempt is to remember it; null for a reading, which is no attempt. */
export function endedAttempt(
  { payment, attemptId }: StepUnderWay,
  { outcome }: AnsweredCall,
  now: Date,
): EndedAttempt | null {
  if (!attemptId) return null;
  const { kind, ...detail } = outcome;
  return {
    id: attemptId,
    paymentId: payment.id,
    outcome: kind,
    detail: detailOf(detail),
    answeredAt: now,
  };
}

async function changeAfter(
  deps: PlanDeps,
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
  deps: PlanDeps,
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

/** What the provider said, without what it is stored as elsewhere. */
function detailOf(detail: object): string | null {
  const text = ['declineCode', 'failureCode', 'reason'].map(
    (name) => (detail as Record<string, string>)[name],
  );
  return text.find((value) => typeof value === 'string')?.slice(0, 500) ?? null;
}
