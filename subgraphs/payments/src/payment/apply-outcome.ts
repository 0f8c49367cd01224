import type {
  AuthoriseOutcome,
  CaptureOutcome,
  Failed,
  ProviderIds,
  ProviderPayment,
  RetrieveOutcome,
  VoidOutcome,
} from '../provider/payment-provider.ts';
import type { Payment } from './payment.entity.ts';

/** What there is to tell the other subgraphs after a change. */
export type PaymentNews =
  | 'PaymentAuthorized'
  | 'PaymentActionRequired'
  | 'PaymentDeclined'
  | 'PaymentCaptured'
  | 'PaymentCaptureFailed'
  | 'PaymentVoided';

export type Applied = {
  readonly payment: Payment;
  readonly news: readonly PaymentNews[];
  /** Something a person must look at. */
  readonly alarm?: string;
  /** What the provider has is not this payment: nothing of it is taken over. */
  readonly isForeign?: boolean;
};

export type CallOutcome =
  | { readonly operation: 'authorise'; readonly outcome: AuthoriseOutcome }
  | { readonly operation: 'confirm'; readonly outcome: AuthoriseOutcome | Failed }
  | { readonly operation: 'capture'; readonly outcome: CaptureOutcome }
  | { readonly operation: 'void'; readonly outcome: VoidOutcome }
  | { readonly operation: 'retrieve'; readonly outcome: RetrieveOutcome };

/** Reason of a void that we ask for ourselves because the buyer took too long. */
export const expiredReason = 'expired';
export const captureFailedReason = 'capture failed';

/** How long the buyer may take at the provider. */
const actionWindowMs = 15 * 60_000;
/** Webhooks tell sooner; this is for those that never come. */
const actionPollMs = 30_000;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** The payment after a call, and what to tell. Reads and writes nothing. */
export function applyOutcome(payment: Payment, call: CallOutcome, now: Date): Applied {
  const { operation, outcome } = call;
  if (outcome.kind === 'unknown') {
    return { ...still(paused(payment, now)), ...(outcome.needsPerson ? { alarm: outcome.reason } : {}) };
  }
  const known: Payment = { ...payment, unresolvedOperation: null };
  switch (operation) {
    case 'authorise':
    case 'confirm':
      if (outcome.kind === 'failed') return still(lookAgain(known, now));
      return authorised(known, outcome, now);
    case 'capture':
      return captured(known, outcome);
    case 'void':
      return outcome.kind === 'voided' ? voided(known) : still(lookAgain(known, now));
    case 'retrieve':
      if (outcome.kind === 'not_found') {
        return { ...still(paused(payment, now)), alarm: 'the provider does not know this payment' };
      }
      return retrieved(known, outcome.payment, now);
  }
}

function authorised(
  payment: Payment,
  outcome: Exclude<AuthoriseOutcome, { kind: 'unknown' }>,
  now: Date,
): Applied {
  const next = moved({ ...withIds(payment, outcome.ids), paymentToken: null });
  // For an order that has been cancelled meanwhile the promise is no news: it is undone at once.
  const wanted = payment.voidReason === null;
  switch (outcome.kind) {
    case 'authorised':
      return {
        payment: { ...next, status: 'AUTHORIZED', actionUrl: null, refreshAt: null },
        news: wanted ? ['PaymentAuthorized'] : [],
      };
    case 'declined':
      return declined(next, outcome.declineCode);
    case 'requires_action': {
      const latest = new Date(now.getTime() + actionWindowMs);
      const expiresAt = outcome.expiresAt && outcome.expiresAt < latest ? outcome.expiresAt : latest;
      return {
        payment: {
          ...next,
          status: 'REQUIRES_ACTION',
          buyerApproved: false,
          actionUrl: outcome.actionUrl,
          actionExpiresAt: expiresAt,
          // A webhook may have come before this answer did; what it tells is read at once.
          refreshAt: payment.refreshAt ?? nextPoll(expiresAt, now),
        },
        news: wanted ? ['PaymentActionRequired'] : [],
      };
    }
  }
}

function captured(payment: Payment, outcome: Exclude<CaptureOutcome, { kind: 'unknown' }>): Applied {
  if (outcome.kind === 'failed') {
    // What may be left of the promise is let go; the order is told that it cannot have the money.
    return {
      payment: { ...payment, captureFailureCode: outcome.failureCode, voidReason: captureFailedReason },
      news: ['PaymentCaptureFailed'],
    };
  }
  const next = moved(withIds(payment, outcome.ids));
  return {
    payment: { ...next, status: 'CAPTURED', capturedMinor: outcome.amountMinor, refreshAt: null },
    news: ['PaymentCaptured'],
  };
}

function declined(payment: Payment, declineCode: string): Applied {
  return {
    payment: {
      ...payment,
      status: 'DECLINED',
      declineCode,
      voidReason: null,
      actionUrl: null,
      refreshAt: null,
    },
    news: ['PaymentDeclined'],
  };
}

function voided(payment: Payment): Applied {
  if (payment.voidReason === expiredReason) return declined(moved(payment), expiredReason);
  const gone: Payment = {
    ...moved(payment),
    status: 'VOIDED',
    voidReason: null,
    actionUrl: null,
    refreshAt: null,
  };
  const captureIsLost = payment.captureRequested && payment.captureFailureCode === null;
  return {
    payment: captureIsLost ? { ...gone, captureFailureCode: 'voided' } : gone,
    news: captureIsLost ? ['PaymentVoided', 'PaymentCaptureFailed'] : ['PaymentVoided'],
  };
}

/** Moves the payment to where the provider has it. Whatever is not a step forward changes nothing. */
function retrieved(payment: Payment, found: ProviderPayment, now: Date): Applied {
  const mismatch = mismatchOf(payment, found);
  if (mismatch) return { ...still({ ...payment, refreshAt: null }), alarm: mismatch, isForeign: true };
  const waiting = payment.status === 'PENDING' || payment.status === 'REQUIRES_ACTION';
  const ids = withIds(payment, found.ids);
  const current = { ...ids, refreshAt: null };
  switch (found.status) {
    case 'requires_action':
      if (payment.status === 'PENDING' && found.actionUrl) {
        const { actionUrl } = found;
        return authorised(
          { ...payment, refreshAt: null },
          { kind: 'requires_action', ids: found.ids, actionUrl, expiresAt: null },
          now,
        );
      }
      if (payment.status !== 'REQUIRES_ACTION') return still(current);
      if (payment.actionExpiresAt && payment.actionExpiresAt <= now) {
        return still({ ...current, voidReason: payment.voidReason ?? expiredReason });
      }
      return still({ ...current, refreshAt: nextPoll(payment.actionExpiresAt ?? now, now) });
    case 'approved':
      return still(waiting ? { ...moved(current), status: 'REQUIRES_ACTION', buyerApproved: true } : current);
    case 'authorised':
      return waiting ? authorised(payment, { kind: 'authorised', ids: found.ids }, now) : still(current);
    case 'declined':
      return waiting ? declined(moved(current), found.declineCode ?? 'declined') : still(current);
    case 'voided':
      if (payment.status === 'AUTHORIZED') return voided(current);
      return waiting
        ? voided({ ...current, voidReason: payment.voidReason ?? expiredReason })
        : still(current);
    case 'captured':
      if (waiting || payment.status === 'AUTHORIZED') {
        return captured(payment, { kind: 'captured', ids: found.ids, amountMinor: found.capturedMinor });
      }
      if (payment.status === 'DECLINED' || payment.status === 'VOIDED') {
        return { ...still(current), alarm: 'the provider took money that we had let go' };
      }
      if (found.refundedMinor > payment.refundReservedMinor) {
        return { ...still(current), alarm: 'the provider paid back more than we asked for' };
      }
      return still(current);
  }
}

/** Why what the provider has cannot be this payment; null when it can. */
export function mismatchOf(
  payment: Pick<Payment, 'orderId' | 'currency' | 'amountMinor'>,
  found: Pick<ProviderPayment, 'merchantReference' | 'amountMinor' | 'currency'>,
): string | null {
  if (found.merchantReference !== payment.orderId) return 'the provider names another order';
  if (found.currency !== payment.currency) return `the provider has it in ${found.currency}`;
  if (found.amountMinor !== payment.amountMinor) return `the provider has an amount of ${found.amountMinor}`;
  return null;
}

function still(payment: Payment): Applied {
  return { payment, news: [] };
}

function moved(payment: Payment): Payment {
  return { ...payment, fruitlessCalls: 0 };
}

function withIds(payment: Payment, ids: ProviderIds | null): Payment {
  return {
    ...payment,
    providerPaymentId: ids?.paymentId ?? payment.providerPaymentId,
    providerAuthorisationId: ids?.authorisationId ?? payment.providerAuthorisationId,
    providerCaptureId: ids?.captureId ?? payment.providerCaptureId,
  };
}

/** Nothing came of it: the next call waits, longer each time, with jitter so that payments do not ask in step. */
export function paused(payment: Payment, now: Date): Payment {
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(payment.fruitlessCalls, 10));
  const jittered = pauseMs * (0.75 + Math.random() / 4);
  return {
    ...payment,
    fruitlessCalls: payment.fruitlessCalls + 1,
    dueAt: new Date(now.getTime() + jittered),
  };
}

/** The provider refused because it stands elsewhere than we thought: read it before anything else is tried. */
function lookAgain(payment: Payment, now: Date): Payment {
  return { ...paused(payment, now), refreshAt: now };
}

function nextPoll(expiresAt: Date, now: Date): Date {
  return new Date(
    Math.min(now.getTime() + actionPollMs, Math.max(expiresAt.getTime(), now.getTime() + 1_000)),
  );
}
