import { createId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import { failRefund } from '../refund/apply-refund.ts';
import type { Refund } from '../refund/refund.entity.ts';
import { findPendingRefund, insertRefund, saveRefund } from '../refund/refund.repository.ts';
import { isLeftFor, newRefund, refundableMinor, reserveRefund } from '../refund/reserve-refund.ts';
import { type CalledOperation, idempotencyKeyOf } from './call-provider.ts';
import { alsoWrite, type Change, tell, tellEvent, writeChanges } from './change.ts';
import { nextStep } from './next-step.ts';
import type { Payment } from './payment.entity.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { refundFailedEvent } from './payment-events.ts';
import type { BegunAttempt } from './write-payments.ts';

/** A call under way: whoever holds the lease speaks to the provider, nobody else does meanwhile. */
export type StepUnderWay = {
  /** The row as it was written when the lease was taken. */
  readonly payment: Payment;
  readonly operation: CalledOperation;
  /** For `refund`. */
  readonly refund: Refund | null;
  /** Whether the same call was sent before and its outcome is not known. */
  readonly isRepeat: boolean;
  readonly attemptId: string | null;
};

/** What is to be written, and the call to make once it is. */
export type Plan = {
  readonly change: Change;
  readonly begun: BegunAttempt | null;
  readonly step: StepUnderWay | null;
};

/** Longer than a call's deadline; a process that stalls beyond it is overtaken, and its late answer ignored. */
const leaseMs = 15_000;

/** What is to become of a payment whose row the caller has locked. */
export type AskedChange = { readonly stored: Payment; readonly change: Change };

/**
 * Writes changes of payments, one each, whose rows the caller has locked, and takes the leases for what is to be done
 * next about them. What needs no provider is done on the spot.
 *
 * @returns the calls to make after the commit; none where nothing is to be done now, or another process is at it
 */
export async function beginSteps(
  deps: Pick<PaymentDeps, 'clock'>,
  tx: EntityManager,
  asked: readonly AskedChange[],
): Promise<StepUnderWay[]> {
  const now = deps.clock();
  const plans: (Plan & { readonly stored: Payment })[] = [];
  for (const { stored, change } of asked) plans.push({ stored, ...(await planStep(now, tx, change)) });
  const written = await writeChanges(tx, plans);
  const lost = plans.find(({ stored }) => !written.has(stored.id));
  if (lost) throw new Error(`payment ${lost.stored.id} changed while it was locked`);
  return plans.flatMap(({ step }) => step ?? []);
}

/** Begins a step of one payment, as `beginSteps` does. */
export async function beginStep(
  deps: Pick<PaymentDeps, 'clock'>,
  tx: EntityManager,
  stored: Payment,
  change: Change,
): Promise<StepUnderWay | null> {
  return (await beginSteps(deps, tx, [{ stored, change }]))[0] ?? null;
}

/**
 * Decides what is to be done next about a payment. Reads refunds that wait, writes nothing.
 *
 * @param done a refund whose outcome is part of the change and not yet written
 */
export async function planStep(
  now: Date,
  tx: EntityManager,
  asked: Change,
  done: Refund | null = null,
): Promise<Plan> {
  const { leasedUntil } = asked.payment;
  if (leasedUntil && leasedUntil > now) return { change: asked, begun: null, step: null };
  let change = asked;
  let newest: Refund | null = null;
  const ended = done ? [done.id] : [];
  for (;;) {
    const { payment } = change;
    const refund: Refund | null = newest ?? (await pendingRefund(tx, payment, ended));
    const step = nextStep(payment, refund !== null, now);
    if (!step) return { change: resting(change, now), begun: null, step: null };
    const isUnsent = step.kind === 'call' && step.operation === 'refund' && !payment.unresolvedOperation;
    if (isUnsent && !isLeftFor(refund!, payment)) {
      change = refundOfLostMoney(change, refund!, now);
      ended.push(refund!.id);
      newest = null;
      continue;
    }
    if (step.kind === 'call') return lease(change, step.operation, refund, now);
    if (step.kind === 'settle') change = settle(change, step.status, now);
    else ({ change, refund: newest } = refundRest(change, now));
  }
}

function resting(change: Change, now: Date): Change {
  const { payment } = change;
  const waits = payment.fruitlessCalls > 0 && payment.dueAt && payment.dueAt > now;
  const dueAt = waits ? payment.dueAt : payment.refreshAt;
  return { ...change, payment: { ...payment, leaseToken: null, leasedUntil: null, dueAt } };
}

function lease(change: Change, operation: CalledOperation, refund: Refund | null, now: Date): Plan {
  const { payment } = change;
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const leased: Payment = {
    ...payment,
    leaseToken: createId('lea', now.getTime()),
    leasedUntil,
    dueAt: leasedUntil,
    unresolvedOperation: operation === 'retrieve' ? payment.unresolvedOperation : operation,
  };
  const isRepeat = payment.unresolvedOperation === operation;
  const begun: BegunAttempt | null =
    operation === 'retrieve'
      ? null
      : {
          id: createId('att', now.getTime()),
          paymentId: payment.id,
          operation,
          idempotencyKey: idempotencyKeyOf(operation, payment, refund),
          sentAt: now,
        };
  return {
    change: { ...change, payment: leased },
    begun,
    step: {
      payment: { ...leased, revision: payment.revision + 1 },
      operation,
      refund,
      isRepeat,
      attemptId: begun?.id ?? null,
    },
  };
}

/** A change that needs no provider: nothing was sent yet, or nothing is to be paid. */
function settle(change: Change, status: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED', now: Date): Change {
  const news = {
    AUTHORIZED: 'PaymentAuthorized',
    CAPTURED: 'PaymentCaptured',
    VOIDED: 'PaymentVoided',
  } as const;
  const voidReason = status === 'VOIDED' ? null : change.payment.voidReason;
  const payment: Payment = { ...change.payment, status, voidReason, paymentToken: null };
  return tell({ ...change, payment }, [news[status]], now);
}

/**
 * Turns the wish to let go of money that was taken already into a refund of what is left. While a dispute is open the
 * bank may take the same money back, so the refund fails and a person decides.
 */
function refundRest(change: Change, now: Date): { change: Change; refund: Refund | null } {
  const wishFulfilled: Payment = { ...change.payment, voidReason: null };
  const amountMinor = refundableMinor(wishFulfilled);
  const cleared = { ...change, payment: wishFulfilled };
  if (amountMinor === 0) return { change: cleared, refund: null };
  const request = {
    amountMinor,
    reason: change.payment.voidReason,
    returnId: null,
    requestKey: createId('void', now.getTime()),
    requestedBy: null,
  };
  if (wishFulfilled.disputed) {
    const failed = newRefund(wishFulfilled, request, { status: 'FAILED', failureCode: 'disputed' }, now);
    const noted = alsoWrite(cleared, (tx) => insertRefund(tx, failed));
    return {
      change: tellEvent(noted, (payment) => refundFailedEvent(payment, failed, now), now),
      refund: null,
    };
  }
  const { payment, refund } = reserveRefund(wishFulfilled, request, now);
  return { change: alsoWrite({ ...cleared, payment }, (tx) => insertRefund(tx, refund)), refund };
}

/** Ends a refund that was asked for before a dispute took its money: the buyer is not to get that twice. */
function refundOfLostMoney(change: Change, pending: Refund, now: Date): Change {
  const { payment, refund } = failRefund(change.payment, pending, 'disputed', now);
  const noted = alsoWrite({ ...change, payment }, (tx) => saveRefund(tx, refund));
  return tellEvent(noted, (told) => refundFailedEvent(told, refund, now), now);
}

function pendingRefund(
  tx: EntityManager,
  payment: Payment,
  ended: readonly string[],
): Promise<Refund | null> {
  const mayHaveOne = payment.refundReservedMinor > payment.refundedMinor;
  return mayHaveOne ? findPendingRefund(tx, payment.id, ended) : Promise.resolve(null);
}
