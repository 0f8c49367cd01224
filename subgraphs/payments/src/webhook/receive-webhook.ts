import { inTransaction } from '@souk/shared/outbox';
import { row } from '@souk/shared/sql';
import { beginStep, finishSteps, type StepUnderWay } from '../payment/advance-payment.ts';
import { mismatchOf } from '../payment/apply-outcome.ts';
import type { Payment } from '../payment/payment.entity.ts';
import { lockProviderPayment } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { PaymentProvider, WebhookEvent } from '../provider/payment-provider.ts';

/** What a webhook led to. `alarm`: it is about no payment of ours, or contradicts it; nothing was changed. */
export type WebhookEffect = 'duplicate' | 'alarm' | 'known' | 'read-again';

/**
 * Takes in a webhook whose signature has been checked. In one transaction its id is noted and the payment is marked
 * to be read at the provider again: what the event itself says changes nothing, so neither its order nor its age
 * matters.
 *
 * @returns the effect, and `work` that reads the payment again; it goes on in a worker should this process die
 */
export async function receiveWebhook(
  deps: PaymentDeps,
  provider: PaymentProvider,
  event: WebhookEvent,
): Promise<{ readonly effect: WebhookEffect; readonly work: Promise<void> }> {
  let step: StepUnderWay | null = null;
  const effect = await inTransaction(deps, async (tx): Promise<WebhookEffect> => {
    const { paymentId: providerPaymentId, merchantReference } = event.payment;
    const payment = await lockProviderPayment(tx, {
      provider: provider.name,
      providerPaymentId,
      orderId: merchantReference,
    });
    const alarm = alarmOf(payment, event);
    const effectOfEvent = alarm ? 'alarm' : tellsNews(payment!, event) ? 'read-again' : 'known';
    const first = await row(
      tx,
      `INSERT INTO webhook_events (provider, event_id, type, provider_payment_id, payment_id, effect)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING event_id`,
      [provider.name, event.eventId, event.type, providerPaymentId, payment?.id ?? null, effectOfEvent],
    );
    if (!first) return 'duplicate';
    if (alarm) {
      const { eventId, type } = event;
      deps.logger.error(
        { provider: provider.name, eventId, type, providerPaymentId, alarm },
        'foreign webhook',
      );
    }
    if (effectOfEvent === 'read-again') {
      const now = deps.clock();
      step = await beginStep(deps, tx, { ...payment!, refreshAt: now, dueAt: earlier(payment!.dueAt, now) });
    }
    return effectOfEvent;
  });
  return { effect, work: finishSteps(deps, step) };
}

function alarmOf(payment: Payment | null, event: WebhookEvent): string | null {
  if (event.livemode) return 'an event of live mode at a test endpoint';
  if (!payment) return 'there is no such payment';
  if (payment.providerPaymentId && payment.providerPaymentId !== event.payment.paymentId) {
    return 'the order is paid by another payment';
  }
  return mismatchOf(payment, event.payment);
}

/** Most webhooks only repeat what our own call was answered: those need no second look. */
function tellsNews(payment: Payment, event: WebhookEvent): boolean {
  const { status, refundedMinor } = event.payment;
  switch (status) {
    case 'requires_action':
      return payment.status === 'PENDING';
    case 'approved':
      return payment.status === 'PENDING' || (payment.status === 'REQUIRES_ACTION' && !payment.buyerApproved);
    case 'authorised':
      return payment.status === 'PENDING' || payment.status === 'REQUIRES_ACTION';
    case 'captured':
      return payment.capturedMinor === 0 || refundedMinor > payment.refundReservedMinor;
    case 'voided':
    case 'declined':
      return !['VOIDED', 'DECLINED'].includes(payment.status);
  }
}

function earlier(first: Date | null, second: Date): Date {
  return first && first < second ? first : second;
}
