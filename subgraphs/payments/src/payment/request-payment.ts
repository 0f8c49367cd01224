import { holdsCardNumber } from '@souk/shared/card-number';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId, isId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import { findUsableMethod } from '../saved-method/saved-method.repository.ts';
import type { PaymentNews } from './apply-outcome.ts';
import { type AskedChange, beginSteps, type Plan, planStep, type StepUnderWay } from './begin-step.ts';
import { type Change, changeTo, tell, writeBesides } from './change.ts';
import type { Payment } from './payment.entity.ts';
import { lockOrders, lockPaymentsOfOrders } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { insertPayments } from './write-payments.ts';

type PaymentRequested = SoukEvent<'PaymentRequested'>;

/**
 * Starts the payments of orders, one request each: one row per order, then the provider is asked. Asked again for the
 * same order it tells again what came of it; an order that was cancelled before this arrived is never charged.
 *
 * @returns the calls to make after the commit
 */
export async function requestPayments(
  deps: PaymentDeps,
  tx: EntityManager,
  events: readonly PaymentRequested[],
): Promise<StepUnderWay[]> {
  const now = deps.clock();
  await lockOrders(
    tx,
    events.map(({ data }) => data.orderId),
  );
  const plans: (Plan & { readonly event: PaymentRequested; readonly payment: Payment })[] = [];
  for (const event of events) {
    const payment = newPayment(event, now);
    const refusal = await refusalOf(deps, tx, event);
    const asked = refusal ? refused(deps, payment, refusal, now) : changeTo(payment);
    plans.push({ event, payment, ...(await planStep(now, tx, asked)) });
  }
  const { written, givenUp } = await insertPayments(
    tx,
    plans.map(({ change, begun }) => ({ payment: change.payment, begun })),
  );
  const begun = plans.filter(({ payment }) => written.has(payment.id));
  await writeBesides(
    tx,
    begun.map(({ change }) => change),
  );
  const others = plans.filter(({ payment }) => !written.has(payment.id));
  const asked = others.length > 0 ? await askedAgain(deps, tx, others, givenUp, now) : [];
  return [
    // Inserted as planned: there was no row before whose revision could have been counted up.
    ...begun.flatMap(({ step, change }) => (step ? { ...step, payment: change.payment } : [])),
    ...(await beginSteps(deps, tx, asked)),
  ];
}

/** What becomes of orders that have a payment already, or were given up before it was asked for. */
async function askedAgain(
  deps: PaymentDeps,
  tx: EntityManager,
  requests: readonly { readonly event: PaymentRequested; readonly payment: Payment }[],
  givenUp: ReadonlyMap<string, string>,
  now: Date,
): Promise<AskedChange[]> {
  const unwanted = requests.filter(({ payment }) => givenUp.has(payment.orderId));
  if (unwanted.length > 0) {
    await insertPayments(
      tx,
      unwanted.map(({ payment }) => ({ payment, begun: null })),
    );
  }
  const known = await lockPaymentsOfOrders(
    tx,
    requests.map(({ payment }) => payment.orderId),
  );
  return requests.flatMap(({ event }): AskedChange[] => {
    const { orderId, amountMinor, currency } = event.data;
    const stored = known.get(orderId)!;
    const voidReason = givenUp.get(orderId);
    if (voidReason !== undefined) return [{ stored, change: changeTo({ ...stored, voidReason }) }];
    if (stored.amountMinor !== amountMinor || stored.currency !== currency) {
      deps.logger.error({ orderId }, 'the order asks for another amount than before; ignored');
      return [];
    }
    return [{ stored, change: tell(changeTo(stored), answerAgain(stored), now) }];
  });
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
  { data }: PaymentRequested,
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

function newPayment(event: PaymentRequested, now: Date): Payment {
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
