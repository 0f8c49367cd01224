import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { applyRefund } from '../refund/apply-refund.ts';
import type { Refund } from '../refund/refund.entity.ts';
import { findPendingRefund, saveRefund } from '../refund/refund.repository.ts';
import { refundableMinor, reserveRefund } from '../refund/reserve-refund.ts';
import { applyOutcome, type PaymentNews, paused } from './apply-outcome.ts';
import { type AnsweredCall, callProvider, idempotencyKeyOf, type PaymentCall } from './call-provider.ts';
import { nextStep } from './next-step.ts';
import type { Payment } from './payment.entity.ts';
import { lockPayment, savePayment } from './payment.repository.ts';
import { paymentAttemptEntity } from './payment-attempt.entity.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { paymentEvent, refundEvent } from './payment-events.ts';

/** A call under way: whoever holds the lease speaks to the provider, nobody else does meanwhile. */
export type StepUnderWay = PaymentCall & { readonly leaseToken: string; readonly attemptId: string | null };

/** Longer than a call's deadline; a process that stalls beyond it is overtaken, and its late answer ignored. */
const leaseMs = 15_000;

/**
 * Does all that can be done about a payment now: each call to the provider stands between two transactions. The first
 * writes down the call and takes the lease, the second applies the outcome. Whoever dies in between leaves a row that
 * is due when the lease ends, and the same call is made again with the same key.
 */
export async function advancePayment(deps: PaymentDeps, paymentId: string): Promise<void> {
  const step = await inTransaction(deps, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    return payment ? beginStep(deps, tx, payment) : null;
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
    const answered = await callProvider(provider, current);
    step = await inTransaction(deps, (tx) => endStep(deps, tx, current, answered));
  }
}

/**
 * Writes down what is to be done next about a locked payment and takes the lease for it. The payment is saved in any
 * case. What needs no provider is done on the spot.
 *
 * @returns the call to make after the commit; null when there is none now, or another process is at it
 */
export async function beginStep(
  deps: PaymentDeps,
  tx: EntityManager,
  locked: Payment,
): Promise<StepUnderWay | null> {
  const now = deps.clock();
  let payment = locked;
  if (payment.leasedUntil && payment.leasedUntil > now) {
    await savePayment(tx, payment);
    return null;
  }
  for (;;) {
    const refund = await pendingRefund(tx, payment);
    const step = nextStep(payment, refund !== null, now);
    if (!step) {
      const waits = payment.fruitlessCalls > 0 && payment.dueAt && payment.dueAt > now;
      await savePayment(tx, {
        ...payment,
        leaseToken: null,
        leasedUntil: null,
        dueAt: waits ? payment.dueAt : payment.refreshAt,
      });
      return null;
    }
    if (step.kind === 'call') return lease(tx, payment, step.operation, refund, now);
    payment =
      step.kind === 'settle'
        ? await settle(tx, payment, step.status, now)
        : await refundRest(tx, payment, now);
  }
}

async function lease(
  tx: EntityManager,
  payment: Payment,
  operation: PaymentCall['operation'],
  refund: Refund | null,
  now: Date,
): Promise<StepUnderWay> {
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const leased: Payment = {
    ...payment,
    leaseToken: createId('lea', now.getTime()),
    leasedUntil,
    dueAt: leasedUntil,
    unresolvedOperation: operation === 'retrieve' ? null : operation,
  };
  await savePayment(tx, leased);
  const step = { payment: leased, operation, refund, leaseToken: leased.leaseToken! };
  if (operation === 'retrieve') return { ...step, attemptId: null };
  const attemptId = createId('att', now.getTime());
  await tx.insert(paymentAttemptEntity, {
    id: attemptId,
    paymentId: payment.id,
    operation,
    idempotencyKey: idempotencyKeyOf(operation, payment, refund),
    sentAt: now,
  });
  return { ...step, attemptId };
}

async function endStep(
  deps: PaymentDeps,
  tx: EntityManager,
  step: StepUnderWay,
  answered: AnsweredCall,
): Promise<StepUnderWay | null> {
  const now = deps.clock();
  const locked = (await lockPayment(tx, step.payment.id))!;
  if (step.attemptId) {
    const { kind, ...detail } = answered.outcome;
    await tx.update(
      paymentAttemptEntity,
      { id: step.attemptId },
      { outcome: kind, detail: detailOf(detail), answeredAt: now },
    );
  }
  if (locked.leaseToken !== step.leaseToken) {
    deps.logger.warn(
      { paymentId: locked.id, operation: step.operation },
      'overtaken while a call was under way',
    );
    return null;
  }
  const free: Payment = { ...locked, leaseToken: null, leasedUntil: null };
  if (answered.operation === 'refund') return endRefund(deps, tx, free, step, answered, now);

  const { payment, news, alarm } = applyOutcome(free, answered, now);
  if (alarm)
    deps.logger.error({ paymentId: payment.id, orderId: payment.orderId, alarm }, 'payment needs a look');
  return beginStep(deps, tx, await tell(tx, payment, news, now));
}

async function endRefund(
  deps: PaymentDeps,
  tx: EntityManager,
  payment: Payment,
  step: StepUnderWay,
  { outcome }: Extract<AnsweredCall, { operation: 'refund' }>,
  now: Date,
): Promise<StepUnderWay | null> {
  if (outcome.kind === 'unknown') return beginStep(deps, tx, paused(payment, now));
  const applied = applyRefund(payment, step.refund!, outcome, now);
  await saveRefund(tx, applied.refund);
  const told: Payment = { ...applied.payment, version: payment.version + 1, updatedAt: now };
  if (applied.refund.status === 'SUCCEEDED') await recordEvents(tx, refundEvent(told, applied.refund, now));
  else deps.logger.error({ paymentId: payment.id, refundId: applied.refund.id, outcome }, 'refund refused');
  return beginStep(deps, tx, told);
}

/** Counts the change and records its events. */
export async function tell(
  tx: EntityManager,
  payment: Payment,
  news: readonly PaymentNews[],
  now: Date,
): Promise<Payment> {
  let told = payment;
  for (const item of news) {
    told = { ...told, version: told.version + 1, updatedAt: now };
    await recordEvents(tx, paymentEvent(told, item, now));
  }
  return told;
}

/** A change that needs no provider: nothing was sent yet, or nothing is to be paid. */
async function settle(
  tx: EntityManager,
  payment: Payment,
  status: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED',
  now: Date,
): Promise<Payment> {
  const news = {
    AUTHORIZED: 'PaymentAuthorized',
    CAPTURED: 'PaymentCaptured',
    VOIDED: 'PaymentVoided',
  } as const;
  const voidReason = status === 'VOIDED' ? null : payment.voidReason;
  return tell(tx, { ...payment, status, voidReason, paymentToken: null }, [news[status]], now);
}

/** Turns the wish to let go of money that was taken already into a refund of what is left. */
async function refundRest(tx: EntityManager, payment: Payment, now: Date): Promise<Payment> {
  const wishFulfilled: Payment = { ...payment, voidReason: null };
  const amountMinor = refundableMinor(payment);
  if (amountMinor === 0) return wishFulfilled;
  const request = {
    amountMinor,
    reason: payment.voidReason,
    returnId: null,
    requestKey: createId('void', now.getTime()),
    requestedBy: null,
  };
  return (await reserveRefund(tx, wishFulfilled, request, now)).payment;
}

function pendingRefund(tx: EntityManager, payment: Payment): Promise<Refund | null> {
  const mayHaveOne = payment.refundReservedMinor > payment.refundedMinor;
  return mayHaveOne ? findPendingRefund(tx, payment.id) : Promise.resolve(null);
}

/** What the provider said, without what it is stored as elsewhere. */
function detailOf(detail: object): string | null {
  const text = ['declineCode', 'failureCode', 'reason'].map(
    (name) => (detail as Record<string, string>)[name],
  );
  return text.find((value) => typeof value === 'string')?.slice(0, 500) ?? null;
}
