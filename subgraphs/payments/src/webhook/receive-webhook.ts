import { inTransaction } from '@souk/shared/outbox';
import { row } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { mismatchOf } from '../payment/apply-outcome.ts';
import { beginStep, type StepUnderWay } from '../payment/begin-step.ts';
import { changeTo } from '../payment/change.ts';
import { finishSteps } from '../payment/finish-steps.ts';
import type { Payment } from '../payment/payment.entity.ts';
import { lockPayment } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { PaymentProvider, WebhookEvent } from '../provider/payment-provider.ts';
import { createFindProviderPayment, type KnownPayment } from './find-provider-payment.ts';

/**
 * What a webhook led to. `alarm`: it is about no payment of ours, or contradicts it; nothing was changed. `known`: it
 * tells what we knew, which is worth neither a transaction nor a note, as a repeat will be known again.
 */
export type WebhookEffect = 'duplicate' | 'alarm' | 'known' | 'read-again';

export type ReceivedWebhook = {
  readonly effect: WebhookEffect;
  /** Reads the payment again; it goes on in a worker should this process die. */
  readonly work: Promise<void>;
};

/**
 * Takes in webhooks of a provider whose signature has been checked. Most repeat what our own call was answered, and cost
 * one read that they share. For the others one transaction notes the event's id and marks the payment to be read at the
 * provider again: what the event itself says changes nothing, so neither its order nor its age matters.
 */
export function createWebhookReceiver(
  deps: PaymentDeps,
  provider: PaymentProvider,
): (event: WebhookEvent) => Promise<ReceivedWebhook> {
  const find = createFindProviderPayment(deps, provider);
  return async (event) => {
    const payment = await find(event);
    const alarm = alarmOf(provider, payment, event);
    if (!alarm && !tellsNews(payment!, event)) return { effect: 'known', work: Promise.resolve() };
    let step: StepUnderWay | null = null;
    const effect = await inTransaction(deps, async (tx): Promise<WebhookEffect> => {
      const intended = alarm ? 'alarm' : 'read-again';
      const current = alarm ? null : await lockPayment(tx, payment!.id);
      if (!(await note(tx, provider, event, payment?.id ?? null, intended))) return 'duplicate';
      if (current) {
        step = await beginStep(deps, tx, current, changeTo(toReadAgain(current, event, deps.clock())));
      } else {
        const { eventId, type, paymentId } = event;
        deps.logger.error({ provider: provider.name, eventId, type, paymentId, alarm }, 'foreign webhook');
      }
      return intended;
    });
    return { effect, work: finishSteps(deps, step) };
  };
}

/** @returns false for an event that was noted before */
async function note(
  tx: EntityManager,
  provider: PaymentProvider,
  { eventId, type, paymentId, captureId }: WebhookEvent,
  ourPaymentId: string | null,
  effect: WebhookEffect,
): Promise<boolean> {
  const noted = await row(
    tx,
    `INSERT INTO webhook_events (provider, event_id, type, provider_payment_id, payment_id, effect)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING event_id`,
    [provider.name, eventId, type, paymentId ?? captureId ?? '', ourPaymentId, effect],
  );
  return noted !== null;
}

/** An id that we do not know yet is taken over: our own call that made the payment may have lost its answer. */
function toReadAgain(payment: Payment, event: WebhookEvent, now: Date): Payment {
  return {
    ...payment,
    providerPaymentId: payment.providerPaymentId ?? event.paymentId,
    refreshAt: now,
    dueAt: payment.dueAt && payment.dueAt < now ? payment.dueAt : now,
  };
}

function alarmOf(
  provider: PaymentProvider,
  payment: KnownPayment | null,
  event: WebhookEvent,
): string | null {
  if (event.livemode !== provider.livemode) {
    return `an event of ${event.livemode ? 'live' : 'test'} mode at an endpoint of the other`;
  }
  if (!payment) return 'there is no such payment';
  if (payment.providerPaymentId && event.paymentId && payment.providerPaymentId !== event.paymentId) {
    return 'the order is paid by another payment';
  }
  if (event.claim.about !== 'payment') return null;
  // Events about later objects of a payment, such as captures, need not name the order again.
  const merchantReference = event.merchantReference ?? payment.orderId;
  return mismatchOf(payment, { ...event.claim, merchantReference });
}

/** Most webhooks only repeat what our own call was answered: those need no second look. */
function tellsNews(payment: KnownPayment, { claim }: WebhookEvent): boolean {
  if (claim.about === 'dispute') return true;
  if (claim.about === 'refund') return claim.status === 'failed';
  const { status, refundedMinor } = claim;
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
