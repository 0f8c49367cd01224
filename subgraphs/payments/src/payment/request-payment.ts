import { holdsCardNumber } from '@souk/shared/card-number';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId } from '@souk/shared/ids';
import { handleOnce } from '@souk/shared/inbox';
import { row } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { beginStep, finishSteps, type StepUnderWay, tell } from './advance-payment.ts';
import type { PaymentNews } from './apply-outcome.ts';
import type { Payment } from './payment.entity.ts';
import { insertPayment, lockOrder, lockPaymentOfOrder, savePayment } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

export const consumer = 'payments';

/**
 * Starts the payment of an order: one row per order, then the provider is asked. Asked again for the same order it
 * tells again what came of it; an order that was cancelled before this arrived is never charged.
 */
export async function requestPayment(deps: PaymentDeps, event: SoukEvent<'PaymentRequested'>): Promise<void> {
  let step: StepUnderWay | null = null;
  await handleOnce(deps, consumer, event, async (tx) => {
    const now = deps.clock();
    await lockOrder(tx, event.data.orderId);
    const fresh = newPayment(event, await earlyVoidReason(tx, event.data.orderId), now);
    const refusal = refusalOf(deps, event);
    if (await insertPayment(tx, refusal ? { ...fresh, paymentToken: null } : fresh)) {
      if (!refusal) {
        step = await beginStep(deps, tx, fresh);
        return;
      }
      deps.logger.error(
        { orderId: fresh.orderId, provider: fresh.provider, refusal },
        'payment refused unasked',
      );
      const declined: Payment = {
        ...fresh,
        status: 'DECLINED',
        declineCode: refusal,
        paymentToken: null,
        dueAt: null,
      };
      await savePayment(tx, await tell(tx, declined, ['PaymentDeclined'], now));
      return;
    }
    const known = (await lockPaymentOfOrder(tx, event.data.orderId))!;
    if (known.amountMinor !== event.data.amountMinor || known.currency !== event.data.currency) {
      deps.logger.error({ orderId: known.orderId }, 'the order asks for another amount than before; ignored');
      return;
    }
    step = await beginStep(deps, tx, await tell(tx, known, answerAgain(known), now));
  });
  await finishSteps(deps, step);
}

/** Why no provider is asked: it is not there, or what should be its token is a card number, which goes nowhere. */
function refusalOf(deps: PaymentDeps, { data }: SoukEvent<'PaymentRequested'>): string | null {
  if (!deps.providers.has(data.provider)) return 'provider_unavailable';
  return holdsCardNumber(data.paymentToken) ? 'invalid_payment_method' : null;
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

/** Why the order gave the payment up before it was asked for: events may arrive in any order. */
async function earlyVoidReason(tx: EntityManager, orderId: string): Promise<string | null> {
  const found = await row<{ reason: string }>(
    tx,
    'DELETE FROM early_voids WHERE order_id = $1 RETURNING reason',
    [orderId],
  );
  return found?.reason ?? null;
}

function newPayment(event: SoukEvent<'PaymentRequested'>, voidReason: string | null, now: Date): Payment {
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
    currency: data.currency,
    paymentToken: data.paymentToken,
    returnUrl: data.returnUrl,
    declineCode: null,
    captureFailureCode: null,
    actionUrl: null,
    actionExpiresAt: null,
    buyerApproved: false,
    captureRequested: false,
    voidReason,
    unresolvedOperation: null,
    refreshAt: null,
    leaseToken: null,
    leasedUntil: null,
    fruitlessCalls: 0,
    dueAt: now,
    correlationId: event.correlationid ?? null,
    version: 0,
    createdAt: now,
    updatedAt: now,
  };
}
