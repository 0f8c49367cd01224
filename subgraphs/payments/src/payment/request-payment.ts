import { holdsCardNumber } from '@souk/shared/card-number';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId, isId } from '@souk/shared/ids';
import { inTransaction, recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { findUsableMethod } from '../saved-method/saved-method.repository.ts';
import { finishSteps } from './advance-payment.ts';
import type { PaymentNews } from './apply-outcome.ts';
import { beginStep, planStep, type StepUnderWay } from './begin-step.ts';
import { type Change, changeTo, tell } from './change.ts';
import { claimOrder } from './claim-event.ts';
import type { Payment } from './payment.entity.ts';
import { insertPayment, lockPaymentOfOrder } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Starts the payment of an order: one row per order, then the provider is asked. Asked again for the same order it
 * tells again what came of it; an order that was cancelled before this arrived is never charged.
 */
export async function requestPayment(deps: PaymentDeps, event: SoukEvent<'PaymentRequested'>): Promise<void> {
  const step = await inTransaction(deps, async (tx) => {
    const claimed = await claimOrder(tx, event, event.data.orderId);
    return claimed ? begin(deps, tx, event) : null;
  });
  await finishSteps(deps, step);
}

async function begin(
  deps: PaymentDeps,
  tx: EntityManager,
  event: SoukEvent<'PaymentRequested'>,
): Promise<StepUnderWay | null> {
  const now = deps.clock();
  const fresh = newPayment(event, now);
  const refusal = await refusalOf(deps, tx, event);
  const asked = refusal ? refused(deps, fresh, refusal, now) : changeTo(fresh);
  const { change, begun, step } = await planStep(now, tx, asked);
  const { inserted, earlyVoidReason } = await insertPayment(tx, change.payment, begun);
  if (inserted) {
    for (const write of change.writes) await write(tx);
    await recordEvents(tx, ...change.events);
    // Inserted as planned: there was no row before whose revision could have been counted up.
    return step && { ...step, payment: change.payment };
  }
  if (earlyVoidReason !== null) {
    await insertPayment(tx, fresh, null);
    return beginStep(deps, tx, fresh, changeTo({ ...fresh, voidReason: earlyVoidReason }));
  }
  const known = (await lockPaymentOfOrder(tx, event.data.orderId))!;
  if (known.amountMinor !== event.data.amountMinor || known.currency !== event.data.currency) {
    deps.logger.error({ orderId: known.orderId }, 'the order asks for another amount than before; ignored');
    return null;
  }
  return beginStep(deps, tx, known, tell(changeTo(known), answerAgain(known), now));
}

/** A payment of which no provider hears. */
function refused(deps: PaymentDeps, payment: Payment, refusal: string, now: Date): Change {
  const { orderId, provider } = payment;
  deps.logger.error({ orderId, provider, refusal }, 'payment refused unasked');
  const declined: Payment = {
    ...payment,
    status: 'DECLINED',
    declineCode: refusal,
    paymentToken: null,
    dueAt: null,
  };
  return tell(changeTo(declined), ['PaymentDeclined'], now);
}

/**
 * Why no provider is asked: it is not there, the kept method is not the customer's, or what should be a token is a card
 * number, which goes nowhere.
 */
async function refusalOf(
  deps: PaymentDeps,
  tx: EntityManager,
  { data }: SoukEvent<'PaymentRequested'>,
): Promise<string | null> {
  if (!deps.providers.has(data.provider)) return 'provider_unavailable';
  if (holdsCardNumber(data.paymentToken)) return 'invalid_payment_method';
  if (!isId('pmt', data.paymentToken)) return null;
  const method =
    data.customerId === null ? null : await findUsableMethod(tx, data.paymentToken, data.customerId);
  return method?.provider === data.provider ? null : 'invalid_payment_method';
}

/** What to tell an order that asks a second time. Nothing while the answer is still to come. */
function answerAgain(payment: Payment): PaymentNews[] {
  switch (payment.status) {
    case 'PENDING':
      return [];
    case 'REQUIRES_ACTION':
      return payment.voidReason === null ? ['PaymentActionRequired'] : [];
    case 'AUTHORIZED':
      return payment.voidReason === null ? ['PaymentAuthorized'] : [];
    case 'CAPTURED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED':
      return ['PaymentAuthorized'];
    case 'DECLINED':
      return ['PaymentDeclined'];
    case 'VOIDED':
      return ['PaymentVoided'];
  }
}

function newPayment(event: SoukEvent<'PaymentRequested'>, now: Date): Payment {
  const { data } = event;
  return {
    id: createId('pay', now.getTime()),
    orderId: data.orderId,
    orderNumber: data.number,
    customerId: data.customerId,
    guestId: data.guestId,
    email: data.email,
    provider: data.provider,
    providerPaymentId: null,
    providerAuthorisationId: null,
    providerCaptureId: null,
    status: 'PENDING',
    amountMinor: data.amountMinor,
    capturedMinor: 0,
    refundReservedMinor: 0,
    refundedMinor: 0,
    disputeLostMinor: 0,
    disputed: false,
    currency: data.currency,
    paymentToken: data.paymentToken,
    savedMethodId: isId('pmt', data.paymentToken) ? data.paymentToken : null,
    returnUrl: data.returnUrl,
    declineCode: null,
    captureFailureCode: null,
    actionUrl: null,
    actionExpiresAt: null,
    buyerApproved: false,
    captureRequested: false,
    voidReason: null,
    unresolvedOperation: null,
    refreshAt: null,
    leaseToken: null,
    leasedUntil: null,
    fruitlessCalls: 0,
    dueAt: now,
    correlationId: event.correlationid ?? null,
    version: 0,
    revision: 0,
    createdAt: now,
    updatedAt: now,
  };
}
